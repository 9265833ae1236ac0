package org.rop2p.proxy.app;

import java.util.List;
import java.util.Locale;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.config.ProxyConfig.Privacy;
import org.rop2p.proxy.play.CharacterView;
import org.rop2p.proxy.status.Status;
import org.rop2p.proxy.trouble.Trouble.Topic;
import org.rop2p.proxy.words.Standing;

/**
 * How P2P stands as a whole, in words for the page. Pure.
 *
 * @param config as last said
 * @param plays whether there is a proxy that plays
 * @param reaches whether links can be made, or soon will be
 * @param switchedOn the player's own switch
 * @param unread whether packets of the game are not understood
 */
record P2pNow(
    ProxyConfig.P2p config,
    boolean plays,
    boolean reaches,
    boolean switchedOn,
    boolean unread,
    List<CharacterView> characters) {
  private static final String UNREAD = "Nobody is shown here, as %s the game is passed on unread: ";

  /** Of a proxy that plays. */
  static P2pNow of(RoProxy proxy, ProxyConfig.P2p configured) {
    return new P2pNow(
        proxy.linkedAs() == null ? configured : proxy.linkedAs(),
        true,
        proxy.reachesPeers(),
        proxy.ownSwitch().on(),
        proxy.relayTroubles().stream().anyMatch(each -> each.topic() == Topic.CLIENT),
        proxy.characters());
  }

  /** Nothing plays yet. */
  static P2pNow idle(ProxyConfig.P2p configured) {
    return new P2pNow(configured, false, false, true, false, List.of());
  }

  Status.P2p status() {
    String coordinator =
        config.coordinator() == null
            ? ""
            : config.coordinator().getScheme() + "://" + config.coordinator().getAuthority();
    return new Status.P2p(
        wanted() && reaches && !heldOff(),
        wanted(),
        sentence(),
        config.reach().privacy().name().toLowerCase(Locale.ROOT),
        coordinator);
  }

  /** Whether the player wants it; else nothing that keeps him from it is wrong. */
  boolean wanted() {
    return config.allowed() && switchedOn;
  }

  /** Why players in view are not shown though somebody plays, and what to do; empty if they are. */
  String unseen() {
    if (!config.allowed()) {
      return UNREAD.formatted("without P2P")
          + "set p2p.enabled to true in conf/p2p_config.json, leave --no-p2p out, and start again.";
    }
    if (config.coordinator() == null) {
      return UNREAD.formatted("without a coordinator")
          + "ask your server's admin for its address, and start once with ro-p2p play --join ADDRESS.";
    }
    if (plays && !reaches) {
      return UNREAD.formatted("without links") + "do what it says at the top, and start again.";
    }
    return unread
        ? "Nobody is shown here, as the game's packets are not understood: do what it says at the top."
        : "";
  }

  private boolean heldOff() {
    return !characters.isEmpty()
        && characters.stream()
            .allMatch(each -> each.standing().state() == Standing.State.OFF_BY_ADMIN);
  }

  private String sentence() {
    if (heldOff()) {
      return "The admin has switched P2P off: everything goes over the server.";
    }
    if (!config.allowed()) {
      return "P2P is off: p2p.enabled is false in the configuration.";
    }
    if (config.coordinator() == null) {
      return "P2P is off: no coordinator is known. Ask your server's admin for its address.";
    }
    if (!wanted()) {
      return "You have switched P2P off: everything goes over the server.";
    }
    if (plays && !reaches) {
      return "P2P is off: no link can be made.";
    }
    return config.reach().privacy() == Privacy.RELAY
        ? "P2P is on, through relays only."
        : "P2P is on.";
  }
}
