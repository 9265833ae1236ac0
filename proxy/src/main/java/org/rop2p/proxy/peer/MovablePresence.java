package org.rop2p.proxy.peer;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.play.Presence;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.words.Standing;

/**
 * A presence that goes on elsewhere while its player plays: when the player decides how links are
 * made, everything that reaches others is opened anew. Those who were linked are not, for a moment.
 */
final class MovablePresence implements Presence {
  /**
   * Where a player is present.
   *
   * @param presence not opened
   * @param signer signs with the key that is attested for it
   */
  record Place(Presence presence, UnaryOperator<byte[]> signer) {}

  private final Consumer<MovablePresence> whenClosed;
  private final Set<Integer> inView = new LinkedHashSet<>();
  private final Set<Integer> linked = new LinkedHashSet<>();
  private Place place;

  /** Where what is heard counts; others are left. */
  private Heard heard;

  private Listener listener;
  private String zone = "";
  private boolean seen = true;

  /**
   * At a place, not opened.
   *
   * @param whenClosed hears when the player has gone
   */
  MovablePresence(Place place, Consumer<MovablePresence> whenClosed) {
    this.place = place;
    this.whenClosed = whenClosed;
  }

  /** Leaves where it is; everything is told anew at {@code next}. */
  void moveTo(Place next) {
    place.presence().close();
    place = next;
    Set<Integer> lost = Set.copyOf(linked);
    linked.clear();
    if (listener == null) {
      return;
    }
    lost.forEach(listener::unlinked);
    heard = new Heard();
    next.presence().open(heard);
    next.presence().seen(seen);
    if (!zone.isEmpty()) {
      next.presence().mapEntered(zone);
    }
    inView.forEach(next.presence()::appeared);
  }

  /** Signs as the one who is attested where the player is present now. */
  byte[] sign(byte[] message) {
    return place.signer().apply(message);
  }

  @Override
  public void open(Listener hearer) {
    listener = hearer;
    heard = new Heard();
    place.presence().open(heard);
  }

  @Override
  public void mapEntered(String entered) {
    zone = entered;
    inView.clear();
    place.presence().mapEntered(entered);
  }

  @Override
  public void appeared(int accountId) {
    inView.add(accountId);
    place.presence().appeared(accountId);
  }

  @Override
  public void vanished(int accountId) {
    inView.remove(accountId);
    place.presence().vanished(accountId);
  }

  @Override
  public void seen(boolean byOthers) {
    seen = byOthers;
    place.presence().seen(byOthers);
  }

  @Override
  public boolean linked(int accountId) {
    return place.presence().linked(accountId);
  }

  @Override
  public int rttMillis(int accountId) {
    return place.presence().rttMillis(accountId);
  }

  @Override
  public void send(PeerMessage message) {
    place.presence().send(message);
  }

  @Override
  public void offended(int accountId, String reason) {
    place.presence().offended(accountId, reason);
  }

  @Override
  public Optional<Attested> attested(int accountId) {
    return place.presence().attested(accountId);
  }

  @Override
  public Standing standing() {
    return place.presence().standing();
  }

  @Override
  public Reach reach(int accountId) {
    return place.presence().reach(accountId);
  }

  @Override
  public void tick(long now) {
    place.presence().tick(now);
  }

  @Override
  public void close() {
    listener = null;
    place.presence().close();
    whenClosed.accept(this);
  }

  /** What comes from a place that was left is of no use. */
  private final class Heard implements Listener {
    private boolean current() {
      return heard.equals(this) && listener != null;
    }

    @Override
    public void lanes(ZoneLanes allowed) {
      if (current()) {
        listener.lanes(allowed);
      }
    }

    @Override
    public void muted(int accountId, boolean muted) {
      if (current()) {
        listener.muted(accountId, muted);
      }
    }

    @Override
    public void peerSays(PeerMessage message) {
      if (current()) {
        listener.peerSays(message);
      }
    }

    @Override
    public void linked(int accountId) {
      if (current()) {
        linked.add(accountId);
        listener.linked(accountId);
      }
    }

    @Override
    public void unlinked(int accountId) {
      if (current()) {
        linked.remove(accountId);
        listener.unlinked(accountId);
      }
    }

    @Override
    public int distance(int accountId) {
      return current() ? listener.distance(accountId) : Integer.MAX_VALUE;
    }
  }
}
