package org.rop2p.proxy.app;

import java.util.List;
import java.util.stream.Stream;
import org.rop2p.codec.detect.ClientDate;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.logging.Logging;
import org.rop2p.proxy.relay.Listeners;
import org.rop2p.proxy.status.Notices;
import org.rop2p.proxy.status.Recent;
import org.rop2p.proxy.status.Status;
import org.rop2p.proxy.trouble.Trouble;

/**
 * What the page is of, at a moment: read without waiting for what blocks.
 *
 * @param proxy null: none plays
 * @param config it plays by, or would
 * @param slips in the configuration that is played by, a sentence each
 */
record View(RoProxy proxy, ProxyConfig config, List<String> slips, Recent recent) {
  /**
   * All that the page shows.
   *
   * @param problem why the proxy does not play, one sentence; empty if there is none
   */
  Status status(String version, long atMillis, String problem) {
    P2pNow p2p = proxy == null ? P2pNow.idle(config.p2p()) : P2pNow.of(proxy, config.p2p());
    return new Status(
        version,
        atMillis,
        proxy != null,
        problem,
        notices(p2p),
        config.server() == null ? "" : Listeners.text(config.server()),
        Listeners.text(proxy == null ? config.listen() : proxy.listenAddress()),
        date(),
        p2p.status(),
        config.display().charset(),
        new Status.Game(proxy == null ? 0 : proxy.clientsOnMaps(), p2p.unseen()),
        p2p.characters(),
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

  private List<Trouble> notices(P2pNow p2p) {
    if (proxy == null) {
      return List.of();
    }
    List<Trouble> always =
        Stream.concat(
                proxy.relayTroubles().stream(),
                slips.stream().map(slip -> new Trouble(Trouble.Topic.CONFIG, slip)))
            .toList();
    List<Trouble> links = p2p.wanted() ? proxy.linkTroubles() : List.of();
    return Notices.of(always, links, p2p.characters()).stream()
        .map(trouble -> new Trouble(trouble.topic(), Answers.sentence(trouble.sentence())))
        .toList();
  }
}
