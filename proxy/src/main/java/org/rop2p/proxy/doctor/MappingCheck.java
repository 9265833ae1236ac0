package org.rop2p.proxy.doctor;

import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.config.ProxyConfig.Privacy;
import org.rop2p.transport.survey.MappingReport;

/** Whether the router lets players in when asked. Pure. */
final class MappingCheck {
  private static final String SWITCH_ON = "Switch on UPnP or NAT-PMP in the router, if you may.";

  private MappingCheck() {}

  /** Whether the router is asked at all. */
  static boolean isWanted(ProxyConfig.P2p config) {
    return config.enabled()
        && config.reach().portMapping()
        && config.reach().privacy() == Privacy.DIRECT;
  }

  /** Why it is not. */
  static Check unwanted(ProxyConfig.P2p config) {
    return Check.skipped(
        Topic.MAPPING,
        config.enabled()
            ? "The router is not asked for a port: port mapping is off, or privacy is relay."
            : "Without a coordinator the router is not asked for a port.");
  }

  /**
   * Judges.
   *
   * @param needed whether links suffer without
   */
  static Check judge(MappingReport report, boolean needed) {
    return switch (report) {
      case GRANTED -> Check.ok(Topic.MAPPING, "The router opens a port when asked.");
      case REFUSED -> without("The router refuses to open a port.", needed);
      case DOUBLE_NAT ->
          without(
              "The router has no public address itself: another router or the provider's NAT comes"
                  + " behind it.",
              needed);
      case SILENT ->
          without("The router does not open ports: PCP, NAT-PMP and UPnP are silent.", needed);
      case NO_GATEWAY -> without("No router is known that could open a port.", needed);
      case UNDECIDED -> without("The router has not answered in time.", needed);
    };
  }

  private static Check without(String sentence, boolean needed) {
    return needed
        ? Check.warn(Topic.MAPPING, sentence, SWITCH_ON)
        : Check.ok(Topic.MAPPING, sentence + " With this NAT links work without.");
  }
}
