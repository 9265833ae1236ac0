package org.rop2p.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What an endpoint needs to know.
 *
 * @param bind local address of the UDP socket; port 0 picks one. A wildcard address serves IPv4 and
 *     IPv6 where the system has both
 * @param stunServers resolved addresses, asked for server-reflexive candidates; may be empty
 * @param hostCandidates whether peers are told the addresses of this machine's interfaces
 * @param loopbackCandidates whether loopback addresses are offered and accepted: tests, and several
 *     proxies on one machine
 * @param setupTimeout from the start of a link until it must be up
 * @param pingInterval without a sign of life until a ping; consent is asked for two and a half
 *     times as rarely
 * @param silenceTimeout without a sign of life after which a link is down; more than {@code
 *     pingInterval}
 * @param sealed whether to wish the inner seal on every link; the peer's wish suffices, too
 * @param maxLinks links at a time
 * @param maxCandidates remote addresses per link, signalled or discovered
 * @param filter sees every datagram
 */
public record EndpointConfig(
    InetSocketAddress bind,
    List<InetSocketAddress> stunServers,
    boolean hostCandidates,
    boolean loopbackCandidates,
    Duration setupTimeout,
    Duration pingInterval,
    Duration silenceTimeout,
    boolean sealed,
    int maxLinks,
    int maxCandidates,
    DatagramFilter filter) {

  /** Two peers may learn of each other some seconds apart; a hole is punched in one or two. */
  private static final Duration SETUP_TIMEOUT = Duration.ofSeconds(20);

  /** Consent each five seconds then, as RFC 7675 section 5.1 has it. */
  private static final Duration PING_INTERVAL = Duration.ofSeconds(2);

  /** With the ping interval: a dead link is noticed within six seconds. */
  private static final Duration SILENCE_TIMEOUT = Duration.ofSeconds(5);

  private static final int MAX_LINKS = 64;
  private static final int MAX_CANDIDATES = 32;

  /**
   * @throws IllegalArgumentException if a limit or a time is not positive, or silence is not longer
   *     than the ping interval
   */
  public EndpointConfig {
    stunServers = List.copyOf(stunServers);
    if (setupTimeout.isNegative()
        || setupTimeout.isZero()
        || pingInterval.isNegative()
        || pingInterval.isZero()
        || silenceTimeout.compareTo(pingInterval) <= 0) {
      throw new IllegalArgumentException(
          "Link timers are positive, and the silence timeout is longer than the ping interval");
    }
    if (maxLinks < 1 || maxCandidates < 1) {
      throw new IllegalArgumentException("A link limit and a candidate limit are at least 1");
    }
  }

  /** Any address and port, host candidates, no STUN server, no loopback, sealed. */
  public static EndpointConfig defaults() {
    return new EndpointConfig(
        new InetSocketAddress(0),
        List.of(),
        true,
        false,
        SETUP_TIMEOUT,
        PING_INTERVAL,
        SILENCE_TIMEOUT,
        true,
        MAX_LINKS,
        MAX_CANDIDATES,
        DatagramFilter.PASS_ALL);
  }

  public EndpointConfig withBind(InetSocketAddress bind) {
    return with(fields -> fields.bind = bind);
  }

  public EndpointConfig withStunServers(List<InetSocketAddress> stunServers) {
    return with(fields -> fields.stunServers = stunServers);
  }

  public EndpointConfig withHostCandidates(boolean hostCandidates) {
    return with(fields -> fields.hostCandidates = hostCandidates);
  }

  public EndpointConfig withLoopbackCandidates(boolean loopbackCandidates) {
    return with(fields -> fields.loopbackCandidates = loopbackCandidates);
  }

  public EndpointConfig withSetupTimeout(Duration setupTimeout) {
    return with(fields -> fields.setupTimeout = setupTimeout);
  }

  public EndpointConfig withPingInterval(Duration pingInterval) {
    return with(fields -> fields.pingInterval = pingInterval);
  }

  public EndpointConfig withSilenceTimeout(Duration silenceTimeout) {
    return with(fields -> fields.silenceTimeout = silenceTimeout);
  }

  public EndpointConfig withSealed(boolean sealed) {
    return with(fields -> fields.sealed = sealed);
  }

  public EndpointConfig withMaxLinks(int maxLinks) {
    return with(fields -> fields.maxLinks = maxLinks);
  }

  public EndpointConfig withMaxCandidates(int maxCandidates) {
    return with(fields -> fields.maxCandidates = maxCandidates);
  }

  public EndpointConfig withFilter(DatagramFilter filter) {
    return with(fields -> fields.filter = filter);
  }

  private EndpointConfig with(Consumer<Fields> change) {
    Fields fields = new Fields(this);
    change.accept(fields);
    return fields.config();
  }

  /** The components, to be changed one by one. */
  private static final class Fields {
    private InetSocketAddress bind;
    private List<InetSocketAddress> stunServers;
    private boolean hostCandidates;
    private boolean loopbackCandidates;
    private Duration setupTimeout;
    private Duration pingInterval;
    private Duration silenceTimeout;
    private boolean sealed;
    private int maxLinks;
    private int maxCandidates;
    private DatagramFilter filter;

    Fields(EndpointConfig from) {
      bind = from.bind;
      stunServers = from.stunServers;
      hostCandidates = from.hostCandidates;
      loopbackCandidates = from.loopbackCandidates;
      setupTimeout = from.setupTimeout;
      pingInterval = from.pingInterval;
      silenceTimeout = from.silenceTimeout;
      sealed = from.sealed;
      maxLinks = from.maxLinks;
      maxCandidates = from.maxCandidates;
      filter = from.filter;
    }

    EndpointConfig config() {
      return new EndpointConfig(
          bind,
          stunServers,
          hostCandidates,
          loopbackCandidates,
          setupTimeout,
          pingInterval,
          silenceTimeout,
          sealed,
          maxLinks,
          maxCandidates,
          filter);
    }
  }
}
