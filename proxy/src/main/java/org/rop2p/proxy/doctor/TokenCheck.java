package org.rop2p.proxy.doctor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rop2p.coordinator.api.ClientConfig;
import org.rop2p.proxy.config.JwtExpiry;
import org.rop2p.proxy.config.ProxyConfig;

/**
 * Whether the coordinator will believe who the player is. The game server's token comes with the
 * login, so that without one only a proxy that is played through knows it. Pure.
 */
final class TokenCheck {
  /** As the coordinator says it of an account that got none, or the wrong one. */
  private static final String OF_THE_TOKEN = "web auth token";

  private static final String SWITCH_ON =
      "The server's admin sets use_web_auth_token: yes in conf/login_athena.conf (it says"
          + " use_web_auth_token: no where it is switched off).";

  private TokenCheck() {}

  static Check judge(
      ProxyConfig.P2p config,
      List<CoordinatorAnswer> answers,
      Optional<RunningProxy> running,
      Instant now) {
    if (!config.enabled()) {
      return Check.skipped(Topic.TOKEN, "Without a coordinator no token is needed.");
    }
    ProxyConfig.Security security = config.security();
    Optional<Instant> expired = JwtExpiry.of(security.jwtToken()).filter(end -> !now.isBefore(end));
    if (expired.isPresent()) {
      return Check.fail(
          Topic.TOKEN,
          "The token in security.jwt_token has expired (%s).".formatted(expired.get()),
          "Get a new one from the game's own service.");
    }
    Optional<String> mode =
        answers.stream()
            .flatMap(answer -> answer.config().stream())
            .map(ClientConfig::authentication)
            .findFirst();
    if (mode.isEmpty()) {
      return Check.skipped(
          Topic.TOKEN, "Which token is needed is known when the coordinator answers.");
    }
    return switch (mode.get()) {
      case "none" ->
          Check.ok(Topic.TOKEN, "The coordinator believes everybody; no token is needed.");
      case "jwt" -> ofService(security);
      default -> ofServer(security, running);
    };
  }

  private static Check ofService(ProxyConfig.Security security) {
    if (security.jwtToken().isEmpty()) {
      return Check.fail(
          Topic.TOKEN,
          "The coordinator wants a token of the game's own service, and none is set.",
          "Get one there and set security.jwt_token in p2p_config.json.");
    }
    return Check.ok(
        Topic.TOKEN,
        JwtExpiry.of(security.jwtToken())
            .map("The token in security.jwt_token is good until %s."::formatted)
            .orElse("A token is set in security.jwt_token; it does not say when it ends."));
  }

  private static Check ofServer(ProxyConfig.Security security, Optional<RunningProxy> running) {
    if (!security.authentication()) {
      return Check.fail(
          Topic.TOKEN,
          "The coordinator wants the game server's token, but security.enable_authentication is"
              + " false.",
          "Set security.enable_authentication to true in p2p_config.json.");
    }
    Optional<RunningProxy.Played> up =
        running.stream()
            .flatMap(proxy -> proxy.characters().stream())
            .filter(character -> character.state().equals("up"))
            .findFirst();
    if (up.isPresent()) {
      return Check.ok(
          Topic.TOKEN, "The server's token was believed when %s came.".formatted(up.get().name()));
    }
    if (running.stream().flatMap(TokenCheck::words).anyMatch(said -> said.contains(OF_THE_TOKEN))) {
      return Check.fail(
          Topic.TOKEN, "The game server gave no token that the coordinator believes.", SWITCH_ON);
    }
    return Check.skipped(
        Topic.TOKEN,
        "The game server's token shows when a character comes into the game: the log then says"
            + " whether P2P is on.",
        "If it says that there is no token: " + lowerFirst(SWITCH_ON));
  }

  private static Stream<String> words(RunningProxy proxy) {
    return Stream.concat(
        proxy.characters().stream().map(RunningProxy.Played::sentence), proxy.said().stream());
  }

  private static String lowerFirst(String sentence) {
    return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
