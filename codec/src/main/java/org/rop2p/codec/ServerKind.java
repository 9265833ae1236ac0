package org.rop2p.codec;

/** The three servers of a play session, in the order a client meets them. */
public enum ServerKind {
  LOGIN,
  CHAR,
  MAP
}
