package org.rop2p.testbed.server;

import java.time.Duration;

/**
 * The server's times. Defaults are those of a stock rAthena.
 *
 * @param worldTick how often walks advance
 * @param backlogCycle pause between two servings of a session whose receive buffer holds more than
 *     three packets. New bytes wake the server at once, as select does; a backlog waits for the
 *     next timer of an idle server. 50 ms gives the measured 60 packets a second.
 * @param stall silence of a client after which its connection is closed
 * @param linger how long a character stays after an abrupt drop, its account still "online"
 * @param tokenGrace how long a web token lives on after the account went offline
 * @param tokenUnclaimed how long a web token lives when the char server is never reached
 */
public record Timing(
    Duration worldTick,
    Duration backlogCycle,
    Duration stall,
    Duration linger,
    Duration tokenGrace,
    Duration tokenUnclaimed) {

  public static final Timing DEFAULT =
      new Timing(
          Duration.ofMillis(20),
          Duration.ofMillis(50),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(40));

  public Timing withBacklogCycle(Duration value) {
    return new Timing(worldTick, value, stall, linger, tokenGrace, tokenUnclaimed);
  }

  public Timing withStall(Duration value) {
    return new Timing(worldTick, backlogCycle, value, linger, tokenGrace, tokenUnclaimed);
  }

  public Timing withLinger(Duration value) {
    return new Timing(worldTick, backlogCycle, stall, value, tokenGrace, tokenUnclaimed);
  }

  public Timing withTokenGrace(Duration value) {
    return new Timing(worldTick, backlogCycle, stall, linger, value, tokenUnclaimed);
  }

  public Timing withTokenUnclaimed(Duration value) {
    return new Timing(worldTick, backlogCycle, stall, linger, tokenGrace, value);
  }
}
