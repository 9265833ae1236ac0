package org.rop2p.coordinator.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where the coordinator is and how to talk to it.
 *
 * @param restApiUrl {@code http(s)://host:port/api/v1}, a slash at its end is dropped
 * @param websocketUrl {@code ws(s)://host:port/api/v1/signaling/ws}
 * @param timeout for connecting, for each REST answer and for opening the socket
 * @param certificateValidation false accepts every certificate: development only
 * @param tlsVersions as JSSE names them, e.g. {@code TLSv1.3}
 * @param pingInterval how often an open socket is pinged; three without any frame close it
 */
public record ClientSettings(
    URI restApiUrl,
    URI websocketUrl,
    Duration timeout,
    boolean certificateValidation,
    List<String> tlsVersions,
    Duration pingInterval) {

  /** Well inside the idle limits of common reverse proxies (60 s) and of NAT tables. */
  public static final Duration DEFAULT_PING_INTERVAL = Duration.ofSeconds(20);

  private static final String SIGNALING_PATH = "/signaling/ws";

  public ClientSettings {
    restApiUrl = withoutSlash(requireScheme("rest_api_url", restApiUrl, "http", "https"));
    requireScheme("websocket_url", websocketUrl, "ws", "wss");
    requirePositive("timeout", timeout);
    requirePositive("ping interval", pingInterval);
    tlsVersions = List.copyOf(tlsVersions);
    if (tlsVersions.isEmpty()) {
      throw new IllegalArgumentException("at least one TLS version must be allowed, e.g. TLSv1.3");
    }
  }

  /**
   * Safe settings for a coordinator whose socket is at its usual place beside the REST API.
   *
   * @throws IllegalArgumentException with one sentence if the URL is not one of a coordinator
   */
  public static ClientSettings of(URI restApiUrl, Duration timeout) {
    URI base = withoutSlash(requireScheme("rest_api_url", restApiUrl, "http", "https"));
    URI socket = URI.create("ws" + base.toString().substring("http".length()) + SIGNALING_PATH);
    return new ClientSettings(
        base, socket, timeout, true, List.of("TLSv1.3"), DEFAULT_PING_INTERVAL);
  }

  /** The address of a REST endpoint, e.g. {@code auth/login}. */
  URI endpoint(String path) {
    return URI.create(restApiUrl + "/" + path);
  }

  private static URI requireScheme(String key, URI uri, String plain, String secure) {
    boolean scheme =
        plain.equalsIgnoreCase(uri.getScheme()) || secure.equalsIgnoreCase(uri.getScheme());
    if (!scheme || uri.getHost() == null) {
      throw new IllegalArgumentException(
          key
              + " must look like "
              + plain
              + "://host:port/… or "
              + secure
              + "://host:port/…, not "
              + uri);
    }
    return uri;
  }

  private static URI withoutSlash(URI uri) {
    String text = uri.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
  }

  private static void requirePositive(String key, Duration duration) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(key + " must be longer than nothing, not " + duration);
    }
  }
}
