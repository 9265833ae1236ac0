package org.rop2p.proxy.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.rop2p.proxy.config.ProxyConfig.Movement;
import org.rop2p.proxy.config.ProxyConfig.P2p;
import org.rop2p.proxy.config.ProxyConfig.Reach;
import org.rop2p.proxy.config.ProxyConfig.Security;

/** The settings of a {@link P2p} while they are changed; each means what it means there. */
public final class P2pDraft {
  public boolean allowed;
  public URI coordinator;
  public URI signaling;
  public List<URI> fallbacks;
  public List<String> zones;
  public Movement movement;
  public int maxPeers;
  public Duration timeout;
  public Duration zoneTransition;
  public boolean fallbackOnFailure;
  public Security security;
  public List<InetSocketAddress> stunServers;
  public boolean loopbackCandidates;
  public Reach reach;

  P2pDraft(P2p from) {
    allowed = from.allowed();
    coordinator = from.coordinator();
    signaling = from.signaling();
    fallbacks = from.fallbacks();
    zones = from.zones();
    movement = from.movement();
    maxPeers = from.maxPeers();
    timeout = from.timeout();
    zoneTransition = from.zoneTransition();
    fallbackOnFailure = from.fallbackOnFailure();
    security = from.security();
    stunServers = from.stunServers();
    loopbackCandidates = from.loopbackCandidates();
    reach = from.reach();
  }

  P2p finished() {
    return new P2p(
        allowed,
        coordinator,
        signaling,
        fallbacks,
        zones,
        movement,
        maxPeers,
        timeout,
        zoneTransition,
        fallbackOnFailure,
        security,
        stunServers,
        loopbackCandidates,
        reach);
  }
}
