package org.rop2p.proxy.doctor;

import java.util.List;
import java.util.Optional;
import org.rop2p.coordinator.api.ClientConfig;
import org.rop2p.proxy.config.PlainHttp;
import org.rop2p.proxy.config.ProxyConfig;

/** Whether a coordinator lets players meet. Pure. */
final class CoordinatorCheck {
  private static final String TELL_THE_ADMIN =
      "Check coordinator.rest_api_url (--coordinator); if it is right, tell the server's admin.";

  private CoordinatorCheck() {}

  /**
   * Judges.
   *
   * @param answers of those that may be used, in the order in which they are tried
   */
  static Check judge(ProxyConfig.P2p config, List<CoordinatorAnswer> answers) {
    Optional<Check> absent = absent(config);
    if (absent.isPresent()) {
      return absent.get();
    }
    CoordinatorAnswer first = answers.get(0);
    if (first.problem().isEmpty()) {
      return judge(first);
    }
    String problem = sentence(first.problem().get());
    return answers.stream().anyMatch(answer -> answer.problem().isEmpty())
        ? Check.warn(
            Topic.COORDINATOR, problem + " Another one of the same world answers.", TELL_THE_ADMIN)
        : Check.fail(Topic.COORDINATOR, problem, TELL_THE_ADMIN);
  }

  /** Why no coordinator is asked. */
  static Optional<Check> absent(ProxyConfig.P2p config) {
    if (!config.allowed()) {
      return Optional.of(
          Check.skipped(
              Topic.COORDINATOR, "P2P is off: p2p.enabled is false in the configuration."));
    }
    if (config.coordinator() == null) {
      return Optional.of(
          Check.warn(
              Topic.COORDINATOR,
              "No coordinator is named: everything goes over the server.",
              "Ask the server's admin for its address and start with --coordinator URL."));
    }
    PlainHttp.Coordinators coordinators = PlainHttp.check(config);
    return coordinators.usable().isEmpty()
        ? Optional.of(
            Check.fail(
                Topic.COORDINATOR,
                "A coordinator on another machine is named with http://, where anybody on the way"
                    + " could read your login token.",
                "Ask the server's admin for an address that begins with https://."))
        : Optional.empty();
  }

  private static Check judge(CoordinatorAnswer answer) {
    String place = answer.url().getScheme() + "://" + answer.url().getAuthority();
    String status = answer.health().orElseThrow().status();
    Optional<ClientConfig> told = answer.config();
    if (status.equals("off") || told.filter(config -> !config.enabled()).isPresent()) {
      return Check.warn(
          Topic.COORDINATOR,
          "The admin has switched P2P off at %s: everything goes over the server.".formatted(place),
          "Nothing to be done here: it begins by itself when the admin switches it on.");
    }
    if (status.equals("degraded")) {
      return Check.warn(
          Topic.COORDINATOR,
          "%s answers, but cannot reach its store.".formatted(place),
          "Tell the server's admin.");
    }
    if (told.isEmpty()) {
      return Check.warn(
          Topic.COORDINATOR,
          "%s answers, but does not say what proxies are to use (client-config).".formatted(place),
          "Tell the server's admin: the coordinator may be too old.");
    }
    return Check.ok(
        Topic.COORDINATOR,
        "%s answers; players are confirmed by %s."
            .formatted(place, confirmedBy(told.get().authentication())));
  }

  private static String confirmedBy(String mode) {
    return switch (mode) {
      case "none" -> "nobody (mode none)";
      case "rathena-web" -> "rAthena's web-server";
      case "rathena-db" -> "rAthena's database";
      case "jwt" -> "the game's own service (mode jwt)";
      default -> "mode " + mode;
    };
  }

  private static String sentence(String problem) {
    return problem.endsWith(".") || problem.endsWith("?") ? problem : problem + ".";
  }
}
