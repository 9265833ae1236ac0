package org.rop2p.proxy.peer;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.peer.link.Offence;
import org.rop2p.proxy.peer.link.OpenLink;
import org.rop2p.proxy.peer.pool.Introduction;
import org.rop2p.proxy.routing.KindCounters;

/** The players of this process, by account and by the number of their presence. Thread-safe. */
final class LocalPlayers {
  private final KindCounters counters;
  private final AtomicInteger lastPresence = new AtomicInteger();
  private final ConcurrentMap<Integer, LocalPlayer> byPresence = new ConcurrentHashMap<>();
  private final ConcurrentMap<Integer, LocalPlayer> byAccount = new ConcurrentHashMap<>();

  LocalPlayers(KindCounters counters) {
    this.counters = counters;
  }

  /** A player has come; the answer is the number of his presence. */
  int register(int account, LocalPlayer player) {
    int presence = lastPresence.incrementAndGet();
    byPresence.put(presence, player);
    byAccount.put(account, player);
    return presence;
  }

  void unregister(int account, int presence) {
    LocalPlayer gone = byPresence.remove(presence);
    if (gone != null) {
      byAccount.remove(account, gone);
    }
  }

  /** Those of them who were introduced, each once. */
  Set<LocalPlayer> of(Iterable<Introduction> introductions) {
    Set<LocalPlayer> of = new HashSet<>();
    for (Introduction introduction : introductions) {
      LocalPlayer player = byPresence.get(introduction.presence());
      if (player != null) {
        of.add(player);
      }
    }
    return of;
  }

  /**
   * Brings a message to its recipients.
   *
   * @param offended told what an honest proxy would not do, once for a message however many it
   *     names: somebody else may have led its sender to them
   * @return false if somebody had no room for what must not be lost
   */
  boolean deliver(OpenLink link, PeerMessage message, Consumer<Offence> offended) {
    boolean taken = true;
    Offence wrong = null;
    for (int account : message.header().recipients()) {
      LocalPlayer player = byAccount.get(account);
      if (player == null) {
        wrong = Offence.UNKNOWN_RECIPIENT;
      } else if (!player.attests(link.remote(), message.header().author())) {
        wrong = Offence.NOT_ATTESTED;
      } else if (!player.deliver(link, message)) {
        counters.rejected("mailbox_full");
        taken = false;
      }
    }
    if (wrong != null) {
      offended.accept(wrong);
    }
    return taken || message.mayBeLost();
  }
}
