package org.rop2p.testbed.server;

import java.time.Duration;

/**
 * The server's times. Defaults are those of a stock rAthena.
 *
 * @param worldTick how often walks advance
 * @param firstBacklogCycle pause before the second serving of a session whose receive buffer holds
 *     more than three packets. New bytes wake the server at once, as select does; a backlog waits
 *     for the next timer of an idle server, the first time up to about 100 ms.
 * @param backlogCycle every further pause. Both are fitted to what was measured: 12 packets in one
 *     write took 216 ms (three pauses), 60 took 1,061 ms (19 pauses).
 * @param entryLook how long a CZ_ENTER lies in the buffer until a busy server looks at it; whatever
 *     comes in that time is company
 * @param entryAnswer how long the char server takes to confirm a CZ_ENTER; 0.7 ms were recorded on
 *     loopback
 * @param stall silence of a client after which its connection is closed
 * @param linger how long a character stays after an abrupt drop, its account still "online"
 * @param tokenGrace how long a web token lives on after the account went offline
 * @param tokenUnclaimed how long a web token lives when the char server is never reached
 */
public record Timing(
    Duration worldTick,
    Duration firstBacklogCycle,
    Duration backlogCycle,
    Duration entryLook,
    Duration entryAnswer,
    Duration stall,
    Duration linger,
    Duration tokenGrace,
    Duration tokenUnclaimed) {

  public static final Timing DEFAULT =
      new Timing(
          Duration.ofMillis(20),
          Duration.ofMillis(110),
          Duration.ofNanos(52_800_000),
          Duration.ZERO,
          Duration.ofMillis(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(40));

  /** Both pauses of a backlog. */
  public Timing withBacklogCycle(Duration value) {
    return new Timing(
        worldTick, value, value, entryLook, entryAnswer, stall, linger, tokenGrace, tokenUnclaimed);
  }

  /** How long a CZ_ENTER waits to be looked at, and then to be confirmed. */
  public Timing withEntry(Duration look, Duration answer) {
    return new Timing(
        worldTick,
        firstBacklogCycle,
        backlogCycle,
        look,
        answer,
        stall,
        linger,
        tokenGrace,
        tokenUnclaimed);
  }

  public Timing withStall(Duration value) {
    return new Timing(
        worldTick,
        firstBacklogCycle,
        backlogCycle,
        entryLook,
        entryAnswer,
        value,
        linger,
        tokenGrace,
        tokenUnclaimed);
  }

  public Timing withLinger(Duration value) {
    return new Timing(
        worldTick,
        firstBacklogCycle,
        backlogCycle,
        entryLook,
        entryAnswer,
        stall,
        value,
        tokenGrace,
        tokenUnclaimed);
  }

  public Timing withTokenGrace(Duration value) {
    return new Timing(
        worldTick,
        firstBacklogCycle,
        backlogCycle,
        entryLook,
        entryAnswer,
        stall,
        linger,
        value,
        tokenUnclaimed);
  }

  public Timing withTokenUnclaimed(Duration value) {
    return new Timing(
        worldTick,
        firstBacklogCycle,
        backlogCycle,
        entryLook,
        entryAnswer,
        stall,
        linger,
        tokenGrace,
        value);
  }
}
