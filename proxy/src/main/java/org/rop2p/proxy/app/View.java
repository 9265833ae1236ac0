package org.rop2p.proxy.app;

import java.util.List;
import org.rop2p.codec.detect.ClientDate;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.config.ProxyConfig.Privacy;
import org.rop2p.proxy.logging.Logging;
import org.rop2p.proxy.play.CharacterView;
import org.rop2p.proxy.relay.Listeners;
import org.rop2p.proxy.status.Recent;
import org.rop2p.proxy.status.Status;
import org.rop2p.proxy.words.Standing;

/**
 * What the page is of, at a moment: read without waiting for what blocks.
 *
 * @param proxy null: none plays
 * @param config it plays by, or would
 */
record View(RoProxy proxy, ProxyConfig config, Recent recent) {
  /**
   * All that the page shows.
   *
   * @param problem why the proxy does not play, one sentence; empty if there is none
   */
  Status status(String version, long atMillis, String problem) {
    return new Status(
        version,
        atMillis,
        proxy != null,
        problem,
        config.server() == null ? "" : Listeners.text(config.server()),
        Listeners.text(proxy == null ? config.listen() : proxy.listenAddress()),
        date(),
        p2p(),
        config.display().charset(),
        proxy == null ? List.of() : proxy.characters(),
        proxy == null ? Status.nothing() : proxy.stats(),
        recent.happenings(),
        Logging.tail());
  }

  private Status.ClientDate date() {
    if (proxy == null) {
      return new Status.ClientDate("", "", "default", List.of());
    }
    ClientDate date = proxy.clientDate();
    return new Status.ClientDate(
        Integer.toString(date.version().date()),
        date.version().branch().label(),
        date.source().label(),
        date.why());
  }

  private Status.P2p p2p() {
    boolean plays = proxy != null;
    ProxyConfig.P2p links = plays && proxy.linkedAs() != null ? proxy.linkedAs() : config.p2p();
    boolean wanted = links.allowed() && (!plays || proxy.ownSwitch().on());
    boolean held = plays && heldOff(proxy.characters());
    boolean reaches = plays && proxy.reachesPeers();
    String coordinator =
        links.coordinator() == null
            ? ""
            : links.coordinator().getScheme() + "://" + links.coordinator().getAuthority();
    return new Status.P2p(
        wanted && reaches && !held,
        wanted,
        held
            ? "The admin has switched P2P off: everything goes over the server."
            : sentenceOf(links, wanted, reaches, plays),
        Answers.label(links.reach().privacy()),
        coordinator);
  }

  private static boolean heldOff(List<CharacterView> characters) {
    return !characters.isEmpty()
        && characters.stream()
            .allMatch(each -> each.standing().state() == Standing.State.OFF_BY_ADMIN);
  }

  private static String sentenceOf(
      ProxyConfig.P2p links, boolean wanted, boolean reaches, boolean plays) {
    if (!links.allowed()) {
      return "P2P is off: p2p.enabled is false in the configuration.";
    }
    if (links.coordinator() == null) {
      return "P2P is off: no coordinator is known. Ask your server's admin for its address.";
    }
    if (!wanted) {
      return "You have switched P2P off: everything goes over the server.";
    }
    if (plays && !reaches) {
      return "P2P is off: no link can be made, and the log says why.";
    }
    return links.reach().privacy() == Privacy.RELAY
        ? "P2P is on, through relays only."
        : "P2P is on.";
  }
}
