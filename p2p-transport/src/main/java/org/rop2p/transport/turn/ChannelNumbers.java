package org.rop2p.transport.turn;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which channel number stands for which peer (RFC 8656 section 12): a number goes to another peer,
 * and a peer to another number, only after the server has surely forgotten the two.
 */
final class ChannelNumbers {
  static final int FIRST = 0x4000;
  static final int LAST = 0x4FFF;

  /** Five minutes after the end of the last binding, and one for a request late on its way. */
  private static final long KEPT =
      TurnSettings.CHANNEL.plusMinutes(5).plus(Duration.ofMinutes(1)).toNanos();

  private static final class Holder {
    private final InetSocketAddress peer;
    private final int number;
    private long freeAt;

    private Holder(InetSocketAddress peer, int number) {
      this.peer = peer;
      this.number = number;
    }
  }

  private final Holder[] holders = new Holder[LAST - FIRST + 1];
  private final Map<InetSocketAddress, Holder> byPeer = new HashMap<>();
  private int next;

  /**
   * The number to ask a channel for now with; it is kept from now on.
   *
   * @return empty if all are taken
   */
  OptionalInt take(InetSocketAddress peer, long now) {
    Holder holder = byPeer.get(peer);
    if (holder == null) {
      int index = free(now);
      if (index < 0) {
        return OptionalInt.empty();
      }
      if (holders[index] != null) {
        byPeer.remove(holders[index].peer);
      }
      holder = new Holder(peer, FIRST + index);
      holders[index] = holder;
      byPeer.put(peer, holder);
      next = index + 1;
    }
    holder.freeAt = now + KEPT;
    return OptionalInt.of(holder.number);
  }

  /** The number last taken for this peer. */
  OptionalInt number(InetSocketAddress peer) {
    Holder holder = byPeer.get(peer);
    return holder == null ? OptionalInt.empty() : OptionalInt.of(holder.number);
  }

  /** The peer that this number was last taken for; any number may be asked. */
  Optional<InetSocketAddress> peer(int number) {
    return number < FIRST || number > LAST
        ? Optional.empty()
        : Optional.ofNullable(holders[number - FIRST]).map(holder -> holder.peer);
  }

  /** In turn, so that a number rests as long as there are others; negative if there is none. */
  private int free(long now) {
    for (int i = 0; i < holders.length; i++) {
      int index = (next + i) % holders.length;
      if (holders[index] == null || holders[index].freeAt <= now) {
        return index;
      }
    }
    return -1;
  }
}
