package org.rop2p.proxy.config;

import java.time.Duration;
import java.util.Set;
import org.rop2p.proxy.config.ProxyConfig.Movement;
import org.rop2p.proxy.config.ProxyConfig.Privacy;
import org.rop2p.proxy.names.ServerUrl;

/** What a configuration says of links to others: by which coordinator, where, how, how safely. */
record P2pKeys(JsonKeys keys) {
  private static final int MAX_PEERS = 1_000;
  private static final int MAX_TIMEOUT_SECONDS = 3_600;
  private static final int MIN_TRANSITION_MILLIS = 100;
  private static final int MAX_TRANSITION_MILLIS = 600_000;

  /** Trying them all must not take long. */
  private static final int MAX_FALLBACKS = 8;

  /** As the coordinator's limits have it. */
  private static final int MAX_JWT = 4_096;

  private static final String JWT = "[A-Za-z0-9_=-]+\\.[A-Za-z0-9_=-]+\\.[A-Za-z0-9_=-]+";

  /** As many as a coordinator may name. */
  private static final int MAX_STUN = 16;

  /** Changes what the file names. */
  void into(P2pDraft p2p) {
    p2p.allowed = keys.bool("p2p.enabled", p2p.allowed);
    p2p.coordinator = keys.uri("coordinator.rest_api_url", ConfigFile.HTTP, p2p.coordinator);
    p2p.signaling = keys.uri("coordinator.websocket_url", Set.of("ws", "wss"), p2p.signaling);
    p2p.fallbacks =
        keys.list(
            "coordinator.fallback_urls",
            MAX_FALLBACKS,
            "addresses",
            text -> ConfigFile.httpUri("the address", text),
            p2p.fallbacks);
    p2p.stunServers =
        keys.list(
            "p2p.stun_servers",
            MAX_STUN,
            "servers",
            text -> HostPort.parse(text, ServerUrl.PORT),
            p2p.stunServers);
    p2p.timeout =
        Duration.ofSeconds(
            keys.integer(
                "coordinator.timeout_seconds",
                (int) p2p.timeout.toSeconds(),
                1,
                MAX_TIMEOUT_SECONDS));
    p2p.maxPeers = keys.integer("p2p.max_peers", p2p.maxPeers, 1, MAX_PEERS);
    p2p.movement = keys.choice("p2p.movement", Movement.class, p2p.movement);
    p2p.reach =
        new ProxyConfig.Reach(
            keys.choice("p2p.privacy", Privacy.class, p2p.reach.privacy()),
            keys.bool("p2p.port_mapping", p2p.reach.portMapping()),
            keys.bool("p2p.nat_probing", p2p.reach.probing()));
    p2p.zones =
        keys.list(
            "zones.p2p_enabled_zones", Integer.MAX_VALUE, "map names", ConfigFile::zone, p2p.zones);
    p2p.zoneTransition =
        Duration.ofMillis(
            keys.integer(
                "zones.zone_transition_timeout_ms",
                (int) p2p.zoneTransition.toMillis(),
                MIN_TRANSITION_MILLIS,
                MAX_TRANSITION_MILLIS));
    p2p.fallbackOnFailure = keys.bool("zones.fallback_on_failure", p2p.fallbackOnFailure);
    p2p.security = security(p2p.security);
  }

  private ProxyConfig.Security security(ProxyConfig.Security base) {
    return new ProxyConfig.Security(
        keys.bool("security.enable_encryption", base.seal()),
        keys.bool("security.enable_authentication", base.authentication()),
        keys.bool("security.certificate_validation", base.certificateValidation()),
        tlsVersion(base.tlsVersion()),
        jwtToken(base.jwtToken()),
        keys.bool("security.allow_plain_http", base.plainHttp()));
  }

  private String tlsVersion(String fallback) {
    String version = keys.text("security.tls_version", null);
    if (version == null) {
      return fallback;
    }
    if (!version.equals("1.2") && !version.equals("1.3")) {
      throw keys.problem("security.tls_version", version, "\"1.2\" or \"1.3\"");
    }
    return "TLSv" + version;
  }

  /** The problem's sentence leaves the token out. */
  private String jwtToken(String fallback) {
    String token = keys.text("security.jwt_token", fallback).strip();
    if (!token.isEmpty() && (token.length() > MAX_JWT || !token.matches(JWT))) {
      throw keys.problem(
          "security.jwt_token", "no token", "a JWT: three parts of letters, digits, - and _");
    }
    return token;
  }
}
