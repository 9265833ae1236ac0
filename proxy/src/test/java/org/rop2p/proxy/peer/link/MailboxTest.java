package org.rop2p.proxy.peer.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.walking.OpenRequests;
import org.rop2p.transport.Fingerprint;

class MailboxTest {
  private final Deque<Runnable> game = new ArrayDeque<>();
  private final List<String> read = new ArrayList<>();
  private final Mailbox mailbox = new Mailbox(game::add, new Reader());
  private final Link a = new Link("a");
  private final Link b = new Link("b");
  private int sequence;
  private boolean defective;

  private static final class Link implements OpenLink {
    private final String name;

    Link(String name) {
      this.name = name;
    }

    @Override
    public Fingerprint remote() {
      return new Fingerprint(name.repeat(64));
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void send(PeerMessage message) {}

    @Override
    public int rttMillis() {
      return -1;
    }
  }

  private final class Reader implements Mailbox.Reader {
    @Override
    public void up(OpenLink link) {
      read.add("+" + ((Link) link).name);
    }

    @Override
    public void down(OpenLink link) {
      read.add("-" + ((Link) link).name);
    }

    @Override
    public void message(OpenLink link, PeerMessage message) {
      if (defective) {
        throw new IllegalStateException("a defect");
      }
      read.add(((Link) link).name + number(message));
    }
  }

  @Test
  void allIsReadInOrder() {
    mailbox.up(a);
    line(a);
    mailbox.up(b);
    walk(b);
    mailbox.down(a);
    line(b);
    play();
    assertEquals(List.of("+a", "a1", "+b", "b2", "-a", "b3"), read);
  }

  @Test
  void aFloodIsOneTaskAndABoundedQueue() {
    int taken = 0;
    for (int i = 0; i < 10_000; i++) {
      taken += line(a) ? 1 : 0;
      walk(b);
      assertTrue(game.size() <= 1, "tasks on the thread that carries the game");
    }
    assertEquals(Mailbox.MAX_OF_ONE_PROXY, taken);
    assertEquals(Mailbox.MAX_OF_ONE_PROXY + Mailbox.MAX_WITH_WALKS, mailbox.size());
    int tasks = 0;
    while (!game.isEmpty()) {
      int before = read.size();
      game.remove().run();
      tasks++;
      assertTrue(read.size() - before <= Mailbox.BATCH, "the game has its turn between");
      assertTrue(game.size() <= 1);
    }
    assertEquals(Mailbox.MAX_OF_ONE_PROXY + Mailbox.MAX_WITH_WALKS, read.size());
    assertEquals(read.size() / Mailbox.BATCH + 1, tasks);
  }

  @Test
  void oneProxyTakesNoRoomFromAnother() {
    fill(a);
    assertTrue(line(b));
    assertTrue(walk(b));
  }

  @Test
  void theNewestWalksMakeRoomForLines() {
    for (int i = 0; i < Mailbox.MAX_WITH_WALKS; i++) {
      assertTrue(walk(a));
    }
    assertFalse(walk(a));
    sequence = 1_000;
    int lines = 0;
    while (line(a)) {
      lines++;
    }
    assertEquals(Mailbox.MAX_OF_ONE_PROXY, lines, "every walk has made room");
    play();
    assertEquals(Mailbox.MAX_OF_ONE_PROXY, read.size());
    assertEquals("a1001", read.get(0));
  }

  @Test
  void theOldestWalkIsTheLastToGo() {
    for (int i = 0; i < Mailbox.MAX_WITH_WALKS; i++) {
      walk(a);
    }
    for (int i = 0; i < Mailbox.MAX_OF_ONE_PROXY - 1; i++) {
      line(a);
    }
    play();
    assertEquals("a1", read.get(0));
    assertEquals(Mailbox.MAX_OF_ONE_PROXY, read.size());
  }

  @Test
  void whatWasReadLeavesRoom() {
    fill(a);
    play();
    assertTrue(line(a));
    play();
    assertEquals(Mailbox.MAX_OF_ONE_PROXY + 1, read.size());
  }

  @Test
  void linksThatComeAndGoWhileTheGameIsHeldUpFillNothing() {
    mailbox.up(a);
    line(a);
    for (int i = 0; i < 1_000; i++) {
      mailbox.down(a);
      mailbox.up(a);
      fill(a);
    }
    assertTrue(mailbox.size() <= Mailbox.MAX_OF_ONE_PROXY + 3, mailbox.size() + " wait");
    play();
    assertEquals(List.of("+a", "a1", "-a", "+a"), read.subList(0, 4));
    assertEquals(1, Collections.frequency(read, "-a"));
  }

  @Test
  void aDefectEndsNoReading() {
    defective = true;
    line(a);
    walk(a);
    play();
    defective = false;
    line(a);
    play();
    assertEquals(List.of("a3"), read);
  }

  @Test
  void afterTheEndNothingIsRead() {
    line(a);
    mailbox.close();
    line(a);
    play();
    assertEquals(List.of(), read);
    assertEquals(0, mailbox.size());
  }

  @Test
  void aGameThatHasEndedTakesNothing() {
    Mailbox orphan =
        new Mailbox(
            task -> {
              throw new RejectedExecutionException();
            },
            new Reader());
    orphan.up(a);
    assertTrue(orphan.offer(a, message(false)));
    assertEquals(0, orphan.size());
  }

  private void play() {
    while (!game.isEmpty()) {
      game.remove().run();
    }
  }

  /** Lines until there is no room. */
  private void fill(Link link) {
    boolean room = true;
    while (room) {
      room = line(link);
    }
  }

  private boolean line(Link link) {
    return mailbox.offer(link, message(false));
  }

  private boolean walk(Link link) {
    return mailbox.offer(link, message(true));
  }

  private PeerMessage message(boolean walk) {
    PeerMessage.Header header = new PeerMessage.Header(1, List.of(2), "prontera", 1);
    return walk
        ? new PeerMessage.WalkTo(header, ++sequence, OpenRequests.NONE, new Cell(1, 1), false)
        : new PeerMessage.Told(
            header, Kind.CHAT, 1, new ToReceivers.Notice<>(++sequence, ToReceivers.NONE));
  }

  private static int number(PeerMessage message) {
    if (message instanceof PeerMessage.WalkTo walk) {
      return walk.sequence();
    }
    return ((ToReceivers.Notice<Content>) ((PeerMessage.Told) message).message()).number();
  }
}
