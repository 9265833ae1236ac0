package org.rop2p.proxy.delivery;

/** What the receiver's checks say of a line that a link brought. */
public enum Check {
  /** It may be shown. */
  SHOW,
  /** The server would not bring it either: out of range, in a chat room, loading a map. */
  RIGHTLY_NOT,
  /** Not believed, not allowed, or too much: the server must bring it. */
  REFUSE
}
