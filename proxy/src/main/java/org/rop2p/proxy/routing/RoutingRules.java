package org.rop2p.proxy.routing;

/**
 * What a server may have set otherwise than rAthena ships it.
 *
 * @param commandSymbols one-byte characters with which commands begin
 * @param chatRange cells in which public chat is heard, 1 to 14
 * @param viewRange cells in which emotes and walks are seen, 1 to 30
 * @param walkEntries peers' walks are shown with the full entry (09FD and its elders) rather than
 *     with ZC_NOTIFY_MOVE (0086), for clients that ignore that
 * @param widest the widest lane this player wants for each kind; the admin's policy can be narrower
 */
public record RoutingRules(
    String commandSymbols, int chatRange, int viewRange, boolean walkEntries, ZoneLanes widest) {
  /** As rAthena ships it, as wide as the admin allows. */
  public static final RoutingRules DEFAULT =
      new RoutingRules("@#", 9, 14, false, new ZoneLanes(Lane.OFFLOAD, Lane.OFFLOAD, Lane.OFFLOAD));
}
