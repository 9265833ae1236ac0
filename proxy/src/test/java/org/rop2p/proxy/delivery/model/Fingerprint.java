package org.rop2p.proxy.delivery.model;

import java.util.Collection;
import org.rop2p.proxy.delivery.Delivery;
import org.rop2p.proxy.delivery.Inbox;
import org.rop2p.proxy.delivery.ToReceivers;

/** Sixty-four bits of a world: two of some millions are equal with a chance of one in a million. */
final class Fingerprint {
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private long hash = 0x243F6A8885A308D3L;

  private Fingerprint() {}

  static long of(World world) {
    Fingerprint print = new Fingerprint();
    print.add(world.said());
    print.author(world.author());
    print.list(world.toServer());
    print.list(world.answers());
    for (World.Receiver receiver : world.receivers()) {
      print.receiver(receiver);
    }
    print.list(world.own());
    print.add(world.accepted());
    print.add(world.refused());
    return print.hash;
  }

  private void author(Delivery<String> author) {
    add(author.next());
    Delivery.Pending<String> pending = author.pending();
    if (pending != null) {
      add(pending.number());
      list(pending.waiting());
      list(pending.recipients());
    }
    add(-1);
    for (Delivery.Sent<String> sent : author.sent()) {
      add(sent.number() * 4 + (sent.shownOwn() ? 2 : 0) + (sent.hadText() ? 1 : 0));
    }
    add(author.marked() ? -2 : -3);
    list(author.links());
    author.recent().forEach(recent -> add(recent.content().hashCode()));
    add(-4);
    author.finals().forEach(end -> add(end.number()));
    add(-5);
  }

  private void receiver(World.Receiver receiver) {
    add(receiver.link().name().hashCode());
    for (ToReceivers<String> message : receiver.flying()) {
      add(message.getClass().getName().hashCode());
      add(message.hashCode());
    }
    add(-6);
    for (World.Reply reply : receiver.returning()) {
      add(reply.number());
      add(reply.answer().name().hashCode());
    }
    add(-7);
    add(receiver.breaksLeft() * 8 + receiver.relinksLeft());
    inbox(receiver.inbox(), receiver.clock());
    list(receiver.display());
    receiver.copies().forEach(copy -> add(copy > 0 ? copy : -100 - (receiver.clock() + copy)));
    add(-14);
    add(receiver.notOwed());
    add(receiver.missed());
  }

  private void inbox(Inbox<String> inbox, int clock) {
    add(inbox.order().name().hashCode());
    add(inbox.before());
    for (Inbox.Shown<String> line : inbox.shown()) {
      add(line.number());
      add(line.state().name().hashCode());
      add(line.content().hashCode());
      add(line.orphanedAt() == Long.MIN_VALUE ? 0 : 1);
    }
    add(-10);
    for (Inbox.Awaited<String> line : inbox.awaited()) {
      add(line.number());
      add(line.state().name().hashCode());
      add(line.mark() == null ? 0 : line.mark().hashCode());
    }
    add(-11);
    inbox.seen().forEach(seen -> add(seen.content().hashCode()));
    add(-12);
    inbox
        .settled()
        .forEach(
            line -> {
              add(line.number());
              add((int) (clock - line.heardAt()));
            });
    add(-13);
  }

  private void list(Collection<?> values) {
    values.forEach(value -> add(value.hashCode()));
    add(-14);
  }

  private void add(int value) {
    hash = (hash ^ value) * FACTOR;
    hash ^= hash >>> 29;
  }
}
