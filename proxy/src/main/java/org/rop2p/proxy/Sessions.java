package org.rop2p.proxy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;
import org.rop2p.coordinator.client.PlayerKey;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.evidence.Evidence;
import org.rop2p.proxy.evidence.LineVerifier;
import org.rop2p.proxy.evidence.Signatures;
import org.rop2p.proxy.peer.Peers;
import org.rop2p.proxy.play.CharacterBook;
import org.rop2p.proxy.play.CommandsOnly;
import org.rop2p.proxy.play.PlayOptions;
import org.rop2p.proxy.play.PlaySession;
import org.rop2p.proxy.player.PlayerIdentity;
import org.rop2p.proxy.player.Players;
import org.rop2p.proxy.relay.CharSession;
import org.rop2p.proxy.relay.Listeners;
import org.rop2p.proxy.relay.LoginSession;
import org.rop2p.proxy.relay.MapSession;
import org.rop2p.proxy.relay.Redirect;
import org.rop2p.proxy.relay.SessionHandler;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.RoutingRules;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.words.WordsSettings;

/**
 * Who looks at a connection: what becomes of a player's logins, and of his characters in the game.
 * Thread-safe.
 */
final class Sessions implements Listeners.SessionFactory {
  private final Players players = new Players();
  private final RoutingRules rules;
  private final WordsSettings words;
  private final Peers peers;
  private final KindCounters counters;
  private final CharacterBook characters;
  private final Evidence evidence;
  private final LineVerifier verifier = new LineVerifier();
  private final AtomicInteger lastEpoch = new AtomicInteger();

  Sessions(
      ProxyConfig config,
      WordsSettings words,
      Peers peers,
      KindCounters counters,
      CharacterBook characters,
      Evidence evidence) {
    this.rules = rules(config);
    this.words = words;
    this.peers = peers;
    this.counters = counters;
    this.characters = characters;
    this.evidence = evidence;
  }

  /** So that the first line that is signed costs the game no time. Blocks. */
  void warmUp() {
    PlayerKey key = peers.key();
    if (key != null) {
      signatures(key::sign).warmUp(key.signingKey());
    }
  }

  @Override
  public SessionHandler session(
      ServerKind kind, Listeners all, Channel client, Supplier<Protocol> protocol) {
    Redirect redirect = new Redirect(all, client);
    return switch (kind) {
      case LOGIN -> new LoginSession(players, redirect);
      case CHAR -> new CharSession(protocol, players, redirect);
      case MAP -> new MapSession(players, redirect, player -> play(player, client, protocol.get()));
    };
  }

  private Optional<SessionHandler> play(PlayerIdentity player, Channel client, Protocol protocol) {
    EventLoop loop = client.eventLoop();
    Peers.Presented presented = peers.presented(player, loop);
    if (presented == null) {
      return words.command().isEmpty()
          ? Optional.empty()
          : Optional.of(new CommandsOnly(protocol, player.name(), words));
    }
    return Optional.of(
        new PlaySession(
            protocol,
            player,
            loop,
            presented.presence(),
            rules,
            counters,
            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
            this::nextEpoch,
            signatures(presented.signer()),
            new PlayOptions(words, peers.ownSwitch(), characters)));
  }

  private Signatures signatures(UnaryOperator<byte[]> signer) {
    return new Signatures(signer, verifier, evidence, InstantSource.system());
  }

  private static RoutingRules rules(ProxyConfig config) {
    Lane movement =
        switch (config.p2p().movement()) {
          case SERVER -> Lane.SERVER;
          case MIRROR -> Lane.MIRROR;
          case OFFLOAD -> Lane.OFFLOAD;
        };
    return new RoutingRules(
        config.routing().commandSymbols(),
        config.routing().chatRange(),
        config.routing().viewRange(),
        config.routing().walkPacket() == ProxyConfig.WalkPacket.ENTRY,
        new ZoneLanes(Lane.OFFLOAD, Lane.OFFLOAD, movement));
  }

  /** Larger at each call, also across restarts of the process: seconds since 1970 at least. */
  private int nextEpoch() {
    int seconds = (int) Instant.now().getEpochSecond();
    return lastEpoch.updateAndGet(
        last -> Integer.compareUnsigned(last, seconds) < 0 ? seconds : last + 1);
  }
}
