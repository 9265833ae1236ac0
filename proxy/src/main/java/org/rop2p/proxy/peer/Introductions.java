package org.rop2p.proxy.peer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.transport.Fingerprint;

/**
 * Whom one player has been introduced to, and through which proxy each of them plays, as the
 * coordinator attests. Confined to the session's event loop.
 */
final class Introductions {
  private final int local;
  private final PeerLinks links;
  private final SignalSender signals;
  private final Map<Integer, Fingerprint> proxies = new HashMap<>();

  Introductions(int local, PeerLinks links, SignalSender signals) {
    this.local = local;
    this.links = links;
    this.signals = signals;
  }

  /** The coordinator introduces an account; its proxy shall be linked to ours. */
  void introduce(int account, Fingerprint fingerprint) {
    Fingerprint before = proxies.put(account, fingerprint);
    Introduction introduction = new Introduction(local, account);
    if (before != null && !before.equals(fingerprint)) {
      links.parted(introduction, before);
    }
    links.introduced(introduction, fingerprint, signals);
  }

  void part(int account) {
    Fingerprint fingerprint = proxies.remove(account);
    if (fingerprint != null) {
      links.parted(new Introduction(local, account), fingerprint);
    }
  }

  void partAll() {
    new ArrayList<>(proxies.keySet()).forEach(this::part);
  }

  boolean linked(int account) {
    Fingerprint fingerprint = proxies.get(account);
    return fingerprint != null && links.linked(fingerprint);
  }

  java.util.Set<Integer> linked() {
    java.util.Set<Integer> linked = new java.util.HashSet<>(proxies.keySet());
    linked.removeIf(account -> !linked(account));
    return linked;
  }

  int rttMillis(int account) {
    Fingerprint fingerprint = proxies.get(account);
    return fingerprint == null ? -1 : links.rttMillis(fingerprint);
  }

  /** Whether the proxy with this fingerprint may speak for the account. */
  boolean attests(Fingerprint fingerprint, int account) {
    return fingerprint.equals(proxies.get(account));
  }

  /** Sends to every recipient in the header who is introduced, one message for each proxy. */
  void send(PeerMessage message) {
    Map<Fingerprint, List<Integer>> byProxy = new LinkedHashMap<>();
    for (int account : message.header().recipients()) {
      Fingerprint fingerprint = proxies.get(account);
      if (fingerprint != null) {
        byProxy.computeIfAbsent(fingerprint, key -> new ArrayList<>()).add(account);
      }
    }
    byProxy.forEach((fingerprint, accounts) -> links.send(fingerprint, message.to(accounts)));
  }
}
