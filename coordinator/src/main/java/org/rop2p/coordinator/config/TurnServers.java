package org.rop2p.coordinator.config;

import java.util.List;

/**
 * The TURN servers that players' links may use.
 *
 * @param servers in the order they are told
 * @param secret shared with those that have no credentials of their own (coturn's {@code
 *     static-auth-secret}); empty for none
 */
public record TurnServers(List<Server> servers, String secret) {
  public static final TurnServers NONE = new TurnServers(List.of(), "");

  /** As many as a client takes. */
  static final int MAX = 8;

  /**
   * One server.
   *
   * @param url {@code turn:host} or {@code turn:host:port}
   * @param username empty: a name and a password are made for each player with the secret
   * @param credential the password; empty with an empty name
   */
  public record Server(String url, String username, String credential) {
    /** Without the password, so that no log shows it. */
    @Override
    public String toString() {
      return username.isEmpty() ? url : username + "@" + url;
    }
  }

  public TurnServers {
    servers = List.copyOf(servers);
  }

  /** Without the secret, so that no log shows it. */
  @Override
  public String toString() {
    return servers.toString();
  }
}
