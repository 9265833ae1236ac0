package org.rop2p.proxy.routing;

/**
 * What a server may have set otherwise than rAthena ships it.
 *
 * @param commandSymbols one-byte characters with which commands begin
 * @param chatRange cells in which public chat is heard, 1 to 14
 * @param viewRange cells in which emotes and walks are seen, 1 to 30
 * @param widest the widest lane this player wants for each kind; the admin's policy can be narrower
 */
public record RoutingRules(String commandSymbols, int chatRange, int viewRange, ZoneLanes widest) {
  /** As rAthena ships it, as wide as the admin allows. */
  public static final RoutingRules DEFAULT =
      new RoutingRules("@#", 9, 14, new ZoneLanes(Lane.OFFLOAD, Lane.OFFLOAD, Lane.OFFLOAD));
}
