package org.rop2p.proxy.routing;

/** The way of a message, and as a policy the widest way allowed. Ordered: a later one is wider. */
public enum Lane {
  /** To the server only. */
  SERVER,
  /** To the server and to linked peers. */
  MIRROR,
  /** To peers only, while the whole audience is linked. */
  OFFLOAD;

  /** The narrower of two. */
  public Lane narrow(Lane other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
