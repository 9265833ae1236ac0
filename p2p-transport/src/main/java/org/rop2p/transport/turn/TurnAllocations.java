package org.rop2p.transport.turn;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.rop2p.transport.TurnServer;
import org.rop2p.transport.stun.CheckPacer;

/**
 * An allocation at each of a few servers, all at once; a lost one is asked for again after a while.
 *
 * <p>Not thread-safe and without I/O. After every call that takes {@code now}, here or to one of
 * the allocations, the caller empties {@link #poll} and asks {@link #deadline} when to {@link
 * #advance} next.
 */
public final class TurnAllocations {
  /** Each costs a candidate, and so a check with every candidate of every peer. */
  public static final int MAX_SERVERS = 4;

  /** After a loss; twice as long each time until an allocation succeeds. */
  private static final long RETRY = Duration.ofSeconds(5).toNanos();

  private static final long MAX_RETRY = Duration.ofMinutes(5).toNanos();
  private static final long UNSET = Long.MAX_VALUE;

  /**
   * What the allocation at a server wants done.
   *
   * @param output after {@link TurnOutput.Lost}, peers are to be permitted again
   */
  public record Output(TurnServer server, TurnOutput output) {}

  private static final class Slot {
    private TurnServer server;
    private TurnAllocation allocation;
    private long wait = RETRY;
    private long retryAt = UNSET;

    private Slot(TurnServer server, TurnAllocation allocation) {
      this.server = server;
      this.allocation = allocation;
    }
  }

  private final RandomGenerator random;
  private final TurnSettings settings;
  private final CheckPacer pacer;
  private final List<Slot> slots = new ArrayList<>();
  private boolean closed;

  /**
   * No server yet.
   *
   * @param random a secure generator outside of tests
   * @param pacer shared by all that ask from the base socket
   */
  public TurnAllocations(RandomGenerator random, TurnSettings settings, CheckPacer pacer) {
    this.random = random;
    this.settings = settings;
    this.pacer = pacer;
  }

  /**
   * Asks these servers, too, those in front first. New credentials for one that is known are used
   * for its next allocation: the one there is stays with those it was made with (RFC 8656 section
   * 7.3, 441).
   *
   * @return how many were taken: none twice, {@link #MAX_SERVERS} in all
   */
  public int add(List<TurnServer> servers, long now) {
    int before = slots.size();
    for (TurnServer server : servers) {
      Optional<Slot> known = slotAt(server.address());
      if (known.isPresent()) {
        renew(known.get(), server);
      } else if (!closed && slots.size() < MAX_SERVERS) {
        slots.add(new Slot(server, allocate(server, now)));
      }
    }
    return slots.size() - before;
  }

  /** What was refused for the old credentials is asked for again soon. */
  private static void renew(Slot slot, TurnServer server) {
    if (!slot.server.equals(server)) {
      slot.server = server;
      slot.wait = RETRY;
      slot.retryAt = slot.retryAt == UNSET ? UNSET : Long.MIN_VALUE;
    }
  }

  /** The allocation at the server with this address, under way, living or lost. */
  public Optional<TurnAllocation> at(InetSocketAddress server) {
    return slotAt(server).map(slot -> slot.allocation);
  }

  /** What to do next; empty when all is done. */
  public Optional<Output> poll() {
    for (Slot slot : slots) {
      Optional<TurnOutput> output = slot.allocation.poll();
      if (output.isPresent()) {
        return Optional.of(new Output(slot.server, output.get()));
      }
    }
    return Optional.empty();
  }

  /** Does what time has come for. */
  public void advance(long now) {
    for (Slot slot : slots) {
      slot.allocation.advance(now);
      if (slot.allocation.relayed().isPresent()) {
        slot.wait = RETRY;
      }
      if (closed || !slot.allocation.isEnded()) {
        continue;
      }
      if (slot.retryAt == UNSET) {
        slot.retryAt = now + slot.wait;
        slot.wait = Math.min(2 * slot.wait, MAX_RETRY);
      } else if (now >= slot.retryAt) {
        slot.retryAt = UNSET;
        slot.allocation = allocate(slot.server, now);
      }
    }
  }

  /** When to {@link #advance}: at once if it is past; {@link Long#MAX_VALUE} for never. */
  public long deadline() {
    long due = Long.MAX_VALUE;
    for (Slot slot : slots) {
      if (!slot.allocation.isEnded()) {
        due = Math.min(due, slot.allocation.deadline());
      } else if (!closed) {
        due = Math.min(due, slot.retryAt == UNSET ? Long.MIN_VALUE : slot.retryAt);
      }
    }
    return due;
  }

  /** Gives all allocations back; none is asked for any more. */
  public void close(long now) {
    closed = true;
    slots.forEach(slot -> slot.allocation.close(now));
  }

  private Optional<Slot> slotAt(InetSocketAddress server) {
    return slots.stream().filter(slot -> slot.server.address().equals(server)).findFirst();
  }

  private TurnAllocation allocate(TurnServer server, long now) {
    return new TurnAllocation(server, random, settings, pacer, now);
  }
}
