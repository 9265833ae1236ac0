package org.rop2p.proxy.peer;

import java.util.HashSet;
import java.util.Set;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.peer.link.OpenLink;
import org.rop2p.proxy.peer.pool.Introduction;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.transport.Fingerprint;

/** The way between players of this process, open as soon as they are introduced. Thread-safe. */
final class HomeLink {
  private final Fingerprint own;
  private final LocalPlayers players;
  private final KindCounters counters;
  private final Set<Introduction> introductions = new HashSet<>();
  private Loopback open = new Loopback();

  HomeLink(Fingerprint own, LocalPlayers players, KindCounters counters) {
    this.own = own;
    this.players = players;
    this.counters = counters;
  }

  synchronized void met(Introduction introduction) {
    if (introductions.add(introduction)) {
      players.of(Set.of(introduction)).forEach(player -> player.up(open));
    }
  }

  synchronized void parted(Introduction introduction) {
    introductions.remove(introduction);
  }

  /** Something was lost: what comes is after a new beginning. */
  private synchronized void broken(Loopback link) {
    if (link != open) {
      return;
    }
    link.closed = true;
    open = new Loopback();
    for (LocalPlayer player : players.of(introductions)) {
      player.down(link);
      player.up(open);
    }
  }

  private final class Loopback implements OpenLink {
    private volatile boolean closed;

    @Override
    public Fingerprint remote() {
      return own;
    }

    @Override
    public boolean isOpen() {
      return !closed;
    }

    @Override
    public void send(PeerMessage message) {
      if (!closed
          && !players.deliver(this, message, offence -> counters.rejected(offence.label()))) {
        broken(this);
      }
    }

    @Override
    public int rttMillis() {
      return 0;
    }
  }
}
