package org.rop2p.codec.detect;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.detect.ClientDate.Source;

/**
 * What all connections to one server have told about the client date, and the date held for the
 * next one. A date is held as long as it fits; when a connection fits nothing that others have
 * told, another client plays, and what it tells counts alone. Thread-safe.
 */
public final class DateFinder {
  /** As many as a person reads. */
  private static final int MAX_SENTENCES = 8;

  private final Consumer<ClientDate> changed;
  private final Deque<String> why = new ArrayDeque<>();
  private Candidates known = Candidates.all();
  private PacketVersion held = PacketVersion.DEFAULT;
  private Source source = Source.DEFAULT;

  /**
   * Nothing told yet. Slow, see {@link Candidates#all}.
   *
   * @param changed told of every other date held, and of the first thing that speaks for the one
   *     held; on the thread of the connection that told
   */
  public DateFinder(Consumer<ClientDate> changed) {
    this.changed = changed;
  }

  /**
   * Watches a new connection.
   *
   * @param clientReadable whether the client's packet ids are as they are, not masked
   */
  public synchronized DateGuess open(ServerKind kind, boolean clientReadable) {
    return new DateGuess(this, held, new ConnectionWatch(kind, known, clientReadable));
  }

  /**
   * Whether only time tells if a client has said all it will say before the map server answers: by
   * some of the dates that are still possible what it has sent is whole, by others more must come.
   *
   * @param first all that it has sent, its ids not masked; only looked at
   */
  public synchronized boolean mayBeTorn(ByteBuf first) {
    return FirstPacket.mayBeTorn(first, known);
  }

  /** What is held now. */
  public synchronized ClientDate date() {
    return new ClientDate(held, source, Optional.of(known), List.copyOf(why));
  }

  /**
   * Takes into account what a connection fits.
   *
   * @return the date held from now on
   */
  PacketVersion learn(Candidates fitting, List<String> sentences) {
    ClientDate told;
    synchronized (this) {
      if (fitting.isEmpty()) {
        return held;
      }
      Candidates both = known.and(fitting);
      boolean another = both.isEmpty();
      if (another) {
        why.clear();
        both = fitting;
      }
      if (both.equals(known)) {
        return held;
      }
      known = both;
      sentences.forEach(this::say);
      boolean fits = known.contains(held);
      boolean first = source == Source.DEFAULT;
      held = fits ? held : known.likeliest();
      source = Source.FOUND;
      if (fits && !first) {
        return held;
      }
      told = date();
    }
    changed.accept(told);
    return told.version();
  }

  private void say(String sentence) {
    if (why.size() == MAX_SENTENCES) {
      why.removeFirst();
    }
    why.addLast(sentence);
  }
}
