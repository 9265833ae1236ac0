package org.rop2p.testbed.client;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.obfuscation.KeyChoice;

/**
 * What a player would have typed before the game starts. Immutable.
 *
 * @param login the login server, or a proxy in its place
 * @param slot the character that is chosen
 * @param version the client's date
 * @param keys with which it masks its packets to a map server
 * @param loadTime how long the client loads a map before it says so (CZ_NOTIFY_ACTORINIT)
 * @param keepAlive pause between two CZ_REQUEST_TIME
 */
public record ClientConfig(
    InetSocketAddress login,
    String user,
    String password,
    int slot,
    PacketVersion version,
    KeyChoice keys,
    Duration loadTime,
    Duration keepAlive) {

  /** A little slower than a fast disk: long enough that a message may arrive while loading. */
  private static final Duration LOAD_TIME = Duration.ofMillis(150);

  /** About what the client of 2021 does; the server hangs up after 60 s of silence. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

  /** A client of the default date. */
  public static ClientConfig of(InetSocketAddress login, String user, String password) {
    return new ClientConfig(
        login, user, password, 0, PacketVersion.DEFAULT, KeyChoice.AUTO, LOAD_TIME, KEEP_ALIVE);
  }

  public ClientConfig withVersion(PacketVersion date) {
    return new ClientConfig(login, user, password, slot, date, keys, loadTime, keepAlive);
  }

  public ClientConfig withKeys(KeyChoice choice) {
    return new ClientConfig(login, user, password, slot, version, choice, loadTime, keepAlive);
  }

  public ClientConfig withLoadTime(Duration time) {
    return new ClientConfig(login, user, password, slot, version, keys, time, keepAlive);
  }

  public ClientConfig withKeepAlive(Duration pause) {
    return new ClientConfig(login, user, password, slot, version, keys, loadTime, pause);
  }
}
