package org.rop2p.proxy.peer.link;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.transport.Fingerprint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What links bring for one player, on its way to the thread that carries his game: in order, at
 * most so many of one proxy, and never more than one task at a time on that thread. Thread-safe.
 */
public final class Mailbox {
  private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

  /** Messages of one proxy: some seconds of an honest one, should the game's thread be held up. */
  static final int MAX_OF_ONE_PROXY = 128;

  /** Walks leave the rest to what must not be lost. */
  static final int MAX_WITH_WALKS = 96;

  /** Then the game has its turn. */
  static final int BATCH = 32;

  /** Takes what comes, on the game's thread. */
  public interface Reader {
    void up(OpenLink link);

    void down(OpenLink link);

    void message(OpenLink link, PeerMessage message);
  }

  private enum Type {
    UP,
    DOWN,
    MESSAGE
  }

  private record Item(Type type, OpenLink link, PeerMessage message) {
    boolean isOf(Fingerprint proxy) {
      return link.remote().equals(proxy);
    }
  }

  private final Executor game;
  private final Reader reader;
  private final Deque<Item> items = new ArrayDeque<>();
  private final Map<Fingerprint, Integer> messages = new HashMap<>();
  private boolean scheduled;
  private boolean closed;
  private int defects;

  public Mailbox(Executor game, Reader reader) {
    this.game = game;
    this.reader = reader;
  }

  /** A link is open; what it brings comes after. */
  public void up(OpenLink link) {
    add(new Item(Type.UP, link, null));
  }

  /**
   * A link is down. A link of which the player has not heard because his thread is held up, and
   * what it brought, is forgotten, so that links which come and go fill nothing.
   */
  public void down(OpenLink link) {
    boolean pending;
    synchronized (this) {
      pending = forgetSinceDown(link.remote());
    }
    if (!pending) {
      add(new Item(Type.DOWN, link, null));
    }
  }

  /**
   * A message came by a link.
   *
   * @return false if there is no room for it
   */
  public boolean offer(OpenLink link, PeerMessage message) {
    boolean walk = message instanceof PeerMessage.WalkTo;
    synchronized (this) {
      int of = messages.getOrDefault(link.remote(), 0);
      if (of >= (walk ? MAX_WITH_WALKS : MAX_OF_ONE_PROXY)
          && (walk || !dropNewestWalk(link.remote()))) {
        return false;
      }
      messages.merge(link.remote(), 1, Integer::sum);
    }
    add(new Item(Type.MESSAGE, link, message));
    return true;
  }

  /** Nothing is read any more. */
  public synchronized void close() {
    closed = true;
    items.clear();
    messages.clear();
  }

  /** How much waits. */
  synchronized int size() {
    return items.size();
  }

  private void add(Item item) {
    synchronized (this) {
      if (closed) {
        return;
      }
      items.add(item);
      if (scheduled) {
        return;
      }
      scheduled = true;
    }
    schedule();
  }

  private void schedule() {
    try {
      game.execute(this::read);
    } catch (RejectedExecutionException e) {
      close(); // the game has ended
    }
  }

  private void read() {
    for (int i = 0; i < BATCH; i++) {
      Item item;
      synchronized (this) {
        item = items.poll();
        if (item == null) {
          scheduled = false;
          return;
        }
        if (item.type == Type.MESSAGE) {
          oneLess(item.link.remote());
        }
      }
      try {
        hand(item);
      } catch (RuntimeException e) {
        // One defect must not end all later reading, nor let a peer fill the log.
        if (defects++ == 0) {
          log.warn("A peer's message failed, others may; P2P goes on: {}", e.toString(), e);
        }
      }
    }
    schedule();
  }

  private void hand(Item item) {
    switch (item.type) {
      case UP -> reader.up(item.link);
      case DOWN -> reader.down(item.link);
      case MESSAGE -> reader.message(item.link, item.message);
    }
  }

  /** Whether the player will hear of an earlier end of a link to this proxy anyway. */
  private boolean forgetSinceDown(Fingerprint proxy) {
    boolean since = false;
    for (Iterator<Item> i = items.iterator(); i.hasNext(); ) {
      Item item = i.next();
      if (item.isOf(proxy)) {
        if (since) {
          i.remove();
          if (item.type == Type.MESSAGE) {
            oneLess(proxy);
          }
        }
        since |= item.type == Type.DOWN;
      }
    }
    return since;
  }

  private boolean dropNewestWalk(Fingerprint proxy) {
    for (Iterator<Item> i = items.descendingIterator(); i.hasNext(); ) {
      Item item = i.next();
      if (item.isOf(proxy) && item.message instanceof PeerMessage.WalkTo) {
        i.remove();
        oneLess(proxy);
        return true;
      }
    }
    return false;
  }

  private void oneLess(Fingerprint proxy) {
    messages.computeIfPresent(proxy, (key, count) -> count > 1 ? count - 1 : null);
  }
}
