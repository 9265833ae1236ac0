package org.rop2p.proxy.delivery;

/** The widest way a line may take. */
public enum Way {
  /** To the server only; links hear that something was said, not what. */
  SERVER,
  /** To the server and to links. */
  BOTH,
  /** To links only, if nothing stands against it; else as BOTH. */
  PEERS
}
