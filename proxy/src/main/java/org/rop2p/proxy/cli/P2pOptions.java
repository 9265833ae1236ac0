package org.rop2p.proxy.cli;

import java.util.List;
import org.rop2p.proxy.config.ConfigFile;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.config.ProxyConfig.Movement;
import org.rop2p.proxy.config.ProxyConfig.Privacy;
import picocli.CommandLine.Option;

/** Whether one is linked to others, on which maps, for what, and how. */
final class P2pOptions {
  @Option(
      names = "--no-p2p",
      description = "Only relay: no socket, no coordinator, no links, whatever else is set.")
  private boolean noP2p;

  @Option(
      names = "--zones",
      paramLabel = "MAP,…",
      split = ",",
      description = "Maps on which to talk to nearby players directly (default: all allowed).")
  private List<String> zones;

  @Option(
      names = "--movement",
      paramLabel = "server|mirror|offload",
      description =
          "The widest way of walks: to the server only, also to nearby players, or as wide as the"
              + " zone allows (default offload).")
  private Movement movement;

  @Option(
      names = "--privacy",
      paramLabel = "direct|relay",
      description =
          "direct: players near by get to know your IP address, as you theirs. relay: they do not;"
              + " links go through a TURN server of the coordinator or not at all (default direct).")
  private Privacy privacy;

  @Option(
      names = "--port-mapping",
      paramLabel = "on|off",
      description =
          "Whether to ask your router to let players near by in, by PCP, NAT-PMP or UPnP (default"
              + " on; never with --privacy relay or --loopback-links).")
  private Switch portMapping;

  @Option(
      names = "--nat-probing",
      paramLabel = "on|off",
      description =
          "Whether to look for a peer behind a symmetric NAT by trying its ports where nothing else"
              + " links you, at most once in ten minutes (default on; never with --privacy relay).")
  private Switch natProbing;

  @Option(
      names = "--loopback-links",
      description = "Offer 127.0.0.1 to peers too: several players on one machine.")
  private boolean loopbackLinks;

  boolean isOff() {
    return noP2p;
  }

  /**
   * What is said here on top of {@code base}.
   *
   * @throws IllegalArgumentException with a sentence when something cannot be read
   */
  ProxyConfig over(ProxyConfig base) {
    ProxyConfig merged = base;
    if (noP2p) {
      merged = merged.withP2p(p2p -> p2p.allowed = false);
    }
    if (zones != null) {
      merged = merged.withZones(zones.stream().map(ConfigFile::zone).toList());
    }
    if (movement != null) {
      merged = merged.withP2p(p2p -> p2p.movement = movement);
    }
    if (privacy != null) {
      merged = merged.withP2p(p2p -> p2p.reach = p2p.reach.withPrivacy(privacy));
    }
    if (portMapping != null) {
      boolean on = portMapping == Switch.ON;
      merged = merged.withP2p(p2p -> p2p.reach = p2p.reach.withPortMapping(on));
    }
    if (natProbing != null) {
      boolean on = natProbing == Switch.ON;
      merged = merged.withP2p(p2p -> p2p.reach = p2p.reach.withProbing(on));
    }
    return loopbackLinks ? merged.withLoopbackCandidates(true) : merged;
  }
}
