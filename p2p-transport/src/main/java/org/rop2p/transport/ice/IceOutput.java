package org.rop2p.transport.ice;

import org.rop2p.transport.IceRestart;
import org.rop2p.transport.LinkPath;

/** What an agent, or the generations of a link, want done, in the order it was decided. */
public sealed interface IceOutput {
  /** Send these bytes; they are the receiver's to keep. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Transmit(Route route, byte[] datagram) implements IceOutput {}

  /** This is the path from now on: the first one, another than before, or better known now. */
  record Selected(Route route, LinkPath path) implements IceOutput {}

  /** Tell the peer, and then the candidates there are, freshly asked for. */
  record Restart(IceRestart restart) implements IceOutput {}

  /** Checks of the peer come for other user names now: {@link IceGenerations#ufrags}. */
  record Renamed() implements IceOutput {}

  /** The agent is at its end and does nothing more. */
  record Failed(Reason reason) implements IceOutput {}

  /** Why an agent ends. */
  enum Reason {
    /** No pair was selected within the setup timeout. */
    NO_PATH,
    /** The selected path gave no answer for the consent timeout. */
    CONSENT_EXPIRED
  }
}
