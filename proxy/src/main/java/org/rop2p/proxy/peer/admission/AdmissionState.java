package org.rop2p.proxy.peer.admission;

/** How far a player has come into the session of the zone he is in. */
public enum AdmissionState {
  /** In no zone that he wants P2P in. */
  OUT,
  /** The coordinator is asked who he is. */
  LOGGING_IN,
  /** Admission to the zone is asked for. */
  JOINING,
  /** The signalling socket is being opened. */
  CONNECTING,
  /** The ticket is presented on the socket. */
  ENTERING,
  JOINED,
  /** Something failed, or the zone has no P2P: tried again later. */
  WAITING,
  /** The coordinator does not believe who he is; final for this session of the game. */
  REFUSED;

  /** Whether an answer is waited for. */
  boolean busy() {
    return this == LOGGING_IN || this == JOINING || this == CONNECTING || this == ENTERING;
  }
}
