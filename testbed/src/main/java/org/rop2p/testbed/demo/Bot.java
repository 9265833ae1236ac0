package org.rop2p.testbed.demo;

import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.client.HeadlessClient;
import org.rop2p.testbed.oracle.Content;

/**
 * A player's habits: walks around one place, talks, shows emotes, sits down now and then. The same
 * seed gives the same sequence of each kind. Every method may be called from any thread.
 */
final class Bot {
  /** Half the side of the square it stays in: at its corners others are out of earshot. */
  private static final int HALF_SIDE = 8;

  private static final int WALK_MIN = 1_000;
  private static final int WALK_MAX = 3_000;
  private static final int CHAT_MIN = 2_000;
  private static final int CHAT_MAX = 5_000;
  private static final int EMOTE_MIN = 3_000;
  private static final int EMOTE_MAX = 6_000;
  private static final int SIT_MIN = 9_000;
  private static final int SIT_MAX = 20_000;
  private static final int SEATED = 1_500;

  /** One walk in three is given another destination on the way … */
  private static final int RETARGET_ONE_IN = 3;

  /** … and one in ten before the first can have begun: the server takes only the last. */
  private static final int DOUBLE_CLICK_ONE_IN = 10;

  private static final int DOUBLE_CLICK = 60;

  /** One emote in five is followed by another too soon, which the server refuses. */
  private static final int HASTY_ONE_IN = 5;

  /** Above come the mute sign and the dice, which the server treats in their own ways. */
  private static final int EMOTES = 30;

  private final HeadlessClient client;
  private final Cell home;
  private final Cell occupied;
  private final ScheduledExecutorService clock;
  private final BiConsumer<Bot, Content> told;
  private final Random walks;
  private final Random chats;
  private final Random emotes;
  private final Random seats;
  private final Phrases phrases;
  private boolean stopped;
  private boolean busy;
  private boolean sitting;

  /**
   * @param home middle of the square
   * @param occupied a cell nobody walks to
   * @param told hears of each act just before it is done
   */
  Bot(
      HeadlessClient client,
      Cell home,
      Cell occupied,
      long seed,
      ScheduledExecutorService clock,
      BiConsumer<Bot, Content> told) {
    this.client = client;
    this.home = home;
    this.occupied = occupied;
    this.clock = clock;
    this.told = told;
    Random source = new Random(seed);
    walks = new Random(source.nextLong());
    chats = new Random(source.nextLong());
    emotes = new Random(source.nextLong());
    seats = new Random(source.nextLong());
    phrases = new Phrases(new Random(source.nextLong()));
  }

  HeadlessClient client() {
    return client;
  }

  void start() {
    in(walks, 0, WALK_MAX, this::stroll);
    in(chats, 0, CHAT_MAX, this::chat);
    in(emotes, 0, EMOTE_MAX, this::emote);
    in(seats, SIT_MIN, SIT_MAX, this::sit);
  }

  synchronized void stop() {
    stopped = true;
  }

  /** Holds still, for a talk with an NPC: the server refuses walks in a dialogue. */
  synchronized void busy(boolean talking) {
    busy = talking;
  }

  private void stroll() {
    walk();
    int dice = walks.nextInt(DOUBLE_CLICK_ONE_IN * RETARGET_ONE_IN);
    if (dice % DOUBLE_CLICK_ONE_IN == 0) {
      in(walks, DOUBLE_CLICK, DOUBLE_CLICK + 1, this::walk);
    } else if (dice % RETARGET_ONE_IN == 0) {
      in(walks, 250, 900, this::walk);
    }
    in(walks, WALK_MIN, WALK_MAX, this::stroll);
  }

  private synchronized void walk() {
    Cell to =
        new Cell(
            home.x() - HALF_SIDE + walks.nextInt(2 * HALF_SIDE),
            home.y() - HALF_SIDE + walks.nextInt(2 * HALF_SIDE));
    if (free() && !sitting && !to.equals(occupied)) {
      told.accept(this, new Content.Walk(to));
      client.walk(to);
    }
  }

  private synchronized void chat() {
    RawText line = phrases.next();
    if (free()) {
      told.accept(this, new Content.Line(client.name().plus(RawText.ascii(" : ")).plus(line)));
      client.say(line);
    }
    in(chats, CHAT_MIN, CHAT_MAX, this::chat);
  }

  private void emote() {
    show();
    if (emotes.nextInt(HASTY_ONE_IN) == 0) {
      in(emotes, 200, 800, this::show);
    }
    in(emotes, EMOTE_MIN, EMOTE_MAX, this::emote);
  }

  private synchronized void show() {
    int type = emotes.nextInt(EMOTES);
    if (free()) {
      told.accept(this, new Content.Emote(type));
      client.emote(type);
    }
  }

  private synchronized void sit() {
    if (free() && client.sit()) {
      sitting = true;
      clock.schedule(this::stand, SEATED, TimeUnit.MILLISECONDS);
    }
    in(seats, SIT_MIN, SIT_MAX, this::sit);
  }

  private synchronized void stand() {
    client.stand();
    sitting = false;
  }

  private boolean free() {
    return !stopped && !busy;
  }

  private synchronized void in(Random random, int min, int max, Runnable act) {
    if (!stopped) {
      clock.schedule(act, min + random.nextInt(max - min), TimeUnit.MILLISECONDS);
    }
  }
}
