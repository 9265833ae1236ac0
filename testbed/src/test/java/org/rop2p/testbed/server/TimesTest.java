package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.server.Account.Presence;
import org.rop2p.testbed.server.ServerEvent.State;

/** The long times of a stock rAthena, on a clock that the test turns. */
final class TimesTest {
  private static final int ID = 2_000_000;

  private final EmbeddedChannel clock = new EmbeddedChannel();
  private final Timers timers = new Timers(clock.eventLoop());
  private final WebTokens tokens = new WebTokens(timers, Timing.DEFAULT);
  private final Account account =
      new Account(ID, 150_000, new AccountSpec("anna", "secret", RawText.ascii("Anna"), 'F'));

  @BeforeEach
  void freeze() {
    clock.freezeTime();
  }

  @AfterEach
  void close() {
    clock.close().syncUninterruptibly();
  }

  private void seconds(int seconds) {
    clock.advanceTimeBy(seconds, TimeUnit.SECONDS);
    clock.runScheduledPendingTasks();
  }

  @Test
  void aTokenNobodyClaimsHoldsFortySeconds() {
    tokens.issued(ID, "t");
    seconds(39);
    assertTrue(tokens.valid(ID, "t"));
    seconds(1);
    assertFalse(tokens.valid(ID, "t"));
    tokens.online(ID);
    assertTrue(tokens.valid(ID, "t"), "enabled again when the account comes online");
  }

  @Test
  void aTokenHoldsWhileOnlineAndTenSecondsAfter() {
    tokens.issued(ID, "t");
    tokens.online(ID);
    seconds(3600);
    assertTrue(tokens.valid(ID, "t"));
    tokens.offline(ID);
    seconds(9);
    assertTrue(tokens.valid(ID, "t"));
    tokens.online(ID);
    seconds(9);
    assertTrue(tokens.valid(ID, "t"), "back in time");
    tokens.offline(ID);
    seconds(10);
    assertFalse(tokens.valid(ID, "t"));
  }

  @Test
  void aMapServerWaitsThirtySecondsForAnAnnouncedClient() {
    Presences presences = new Presences(timers, tokens);
    assertTrue(presences.admits(account));
    presences.entering(account, 0);
    seconds(29);
    assertEquals(Presence.ENTERING, account.presence);
    seconds(1);
    assertEquals(Presence.OFFLINE, account.presence);
  }

  @Test
  void aMuteIsCountedDownByTheMinute() {
    ServerLog log = new ServerLog();
    PlayerStates states = new PlayerStates(timers, new Sight(new ServerClock(() -> 0)), log);
    states.mute(account, 3);
    seconds(60);
    assertEquals(-2, account.manner);
    seconds(60);
    assertEquals(-1, account.manner);
    seconds(60);
    assertEquals(0, account.manner);
    List<Boolean> muted =
        log.all(ServerEvent.StateChanged.class).stream()
            .filter(event -> event.state() == State.MUTED)
            .map(ServerEvent.StateChanged::on)
            .toList();
    assertEquals(List.of(true, false), muted);
  }

  @Test
  void aNewMuteTakesThePlaceOfTheOld() {
    PlayerStates states =
        new PlayerStates(timers, new Sight(new ServerClock(() -> 0)), new ServerLog());
    states.mute(account, 1);
    seconds(30);
    states.mute(account, 5);
    seconds(30);
    assertEquals(-5, account.manner);
    seconds(30);
    assertEquals(-4, account.manner);
  }

  @Test
  void jitterKeepsTheOrderAndItsBounds() {
    for (long seed = 0; seed < 20; seed++) {
      DelayLine line = new DelayLine(timers);
      List<Integer> came = new ArrayList<>();
      line.delay(TimeUnit.SECONDS.toNanos(100));
      line.jitter(TimeUnit.SECONDS.toNanos(50), new Random(seed));
      for (int item = 0; item < 30; item++) {
        int number = item;
        line.pass(() -> came.add(number));
      }
      seconds(99);
      assertEquals(List.of(), came, "seed " + seed);
      seconds(52);
      assertEquals(IntStream.range(0, 30).boxed().toList(), came, "seed " + seed);
    }
  }

  @Test
  void aDelayLineKeepsTheOrderEvenWhenItBecomesShorter() {
    DelayLine line = new DelayLine(timers);
    StringBuilder came = new StringBuilder();
    line.delay(TimeUnit.SECONDS.toNanos(100));
    line.pass(() -> came.append('a'));
    line.delay(0);
    line.pass(() -> came.append('b'));
    assertEquals("", came.toString());
    seconds(101);
    assertEquals("ab", came.toString());
    line.pass(() -> came.append('c'));
    assertEquals("abc", came.toString());
  }
}
