package org.rop2p.proxy.routing;

/** A lane and why it was chosen. */
public record Decision(Lane lane, Reason reason) {
  public static Decision server(Reason reason) {
    return new Decision(Lane.SERVER, reason);
  }
}
