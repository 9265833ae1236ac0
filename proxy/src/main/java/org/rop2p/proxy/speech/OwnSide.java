package org.rop2p.proxy.speech;

import org.rop2p.proxy.message.Content;

/** The own client and its server, as commands reach them. */
public interface OwnSide {
  /** Something goes to the server now: what must be there before it goes first. */
  void clearTheWay();

  /**
   * Sends the original bytes of a line to the server, before the frame being looked at.
   *
   * @param frame a whole frame with its id plain
   */
  void toServer(byte[] frame);

  /** Asks the server for the time, which it always answers: CZ_REQUEST_TIME, not the client's. */
  void askTime();

  /**
   * Shows something to the own client as the server would; {@code author} may be the own account.
   */
  void show(int author, Content content);

  /** Whether the own client takes more. */
  boolean takesMore();

  /** A peer's copy of {@code what} is on the screen, and the server's may come. */
  default void peerShown(int author, Object what, long now) {}

  /** The server's copy of {@code what} has come and was not shown. */
  default void serverCopied(int author, Object what, long now) {}
}
