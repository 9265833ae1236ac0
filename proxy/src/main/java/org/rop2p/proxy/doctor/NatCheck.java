package org.rop2p.proxy.doctor;

import java.net.InetSocketAddress;
import org.rop2p.transport.probe.NatKind;
import org.rop2p.transport.survey.NatReport;

/** Whether UDP goes out, and what the NAT means for links. Pure. */
final class NatCheck {
  private static final String NO_FILTER = " Whom it lets in cannot be told this way.";

  private NatCheck() {}

  static Check udp(NatReport report) {
    if (report.asked() == 0) {
      return Check.skipped(
          Topic.UDP,
          "No STUN server is known, so UDP could not be tried; links inside a LAN work without.",
          "Name one with --stun HOST, or ask the coordinator's admin for stun_servers.");
    }
    if (report.mapped().isEmpty()) {
      return Check.fail(
          Topic.UDP,
          "UDP is blocked, or %s: everything goes over the server."
              .formatted(silent(report.asked())),
          "Let java send UDP in this machine's firewall; in a network of a company or school ask"
              + " who runs it.");
    }
    InetSocketAddress seen = report.mapped().values().iterator().next();
    return Check.ok(
        Topic.UDP,
        "UDP goes out; this machine is seen as %s:%d."
            .formatted(seen.getAddress().getHostAddress(), seen.getPort()));
  }

  static Check nat(NatReport report) {
    return switch (report.kind()) {
      case NONE ->
          Check.ok(
              Topic.NAT,
              "No NAT: links work with everybody whose UDP is not blocked, unless a firewall keeps"
                  + " them out.");
      case CONE ->
          Check.ok(
              Topic.NAT,
              "The router keeps one port for all (cone NAT): links work with nearly everybody."
                  + NO_FILTER);
      case SYMMETRIC ->
          Check.warn(
              Topic.NAT,
              "The router takes another port for each player (symmetric NAT): links go through a"
                  + " relay or are found by probing, some not at all."
                  + (report.carrier() ? " It is the provider's." : ""),
              "Switch UPnP or NAT-PMP on in the router, or ask the coordinator's admin for a TURN"
                  + " server.");
      case UNKNOWN ->
          Check.skipped(
              Topic.NAT,
              report.mapped().isEmpty()
                  ? "The kind of NAT is not known, as no STUN server answered."
                  : "The kind of NAT is not known: it takes two STUN servers with different"
                      + " addresses.");
    };
  }

  /** Whether links work without the router's help. */
  static boolean isEasy(NatReport report) {
    return report.kind() == NatKind.NONE || report.kind() == NatKind.CONE;
  }

  private static String silent(int asked) {
    return asked == 1
        ? "the STUN server does not answer"
        : "none of the %d STUN servers answers".formatted(asked);
  }
}
