package org.rop2p.codec;

/** Which way a byte travels. */
public enum Direction {
  CLIENT_TO_SERVER,
  SERVER_TO_CLIENT
}
