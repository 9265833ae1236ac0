package org.rop2p.testbed.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.client.HeadlessClient;
import org.rop2p.testbed.client.ScreenEvent;
import org.rop2p.testbed.demo.fault.Victim;
import org.rop2p.testbed.demo.world.Seat;
import org.rop2p.testbed.oracle.Content;

/**
 * A player's habits: walks around one place, talks, shows emotes, sits down now and then. The same
 * seed gives the same dice of each kind. Every method may be called from any thread.
 */
final class Bot implements Victim {
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

  /** One walk in five is asked for again while it goes on, as who holds the mouse does … */
  private static final int AGAIN_ONE_IN = 5;

  private static final int AGAIN_MIN = 150;
  private static final int AGAIN_MAX = 600;

  /** … and one in ten goes to and fro: there, elsewhere, there. */
  private static final int TO_AND_FRO_ONE_IN = 10;

  private static final int TO_AND_FRO_MIN = 60;
  private static final int TO_AND_FRO_MAX = 200;

  /** One emote in five is followed by another too soon, which the server refuses. */
  private static final int HASTY_ONE_IN = 5;

  /** Above come the mute sign and the dice, which the server treats in their own ways. */
  private static final int EMOTES = 30;

  /** One leg of a longer way, and a little. */
  private static final int LEG_MILLIS = 3_200;

  private static final int MAX_LEGS = 12;

  private final Seat seat;
  private final Field field;
  private final Optional<Duration> clicks;
  private final ScheduledExecutorService clock;
  private final Consumer<Content> told;
  private final OwnPlace place;
  private final Random walks;
  private final Random chats;
  private final Random emotes;
  private final Random seats;
  private final Phrases phrases;
  private boolean stopped;
  private int reasonsToBeBusy;
  private boolean sitting;

  /** Where the last walk was to lead. */
  private Optional<Cell> bound = Optional.empty();

  /**
   * @param clicks how often to ask for a new destination; empty: a stroll, and a rest now and then
   * @param told hears of each act just before it is done
   */
  Bot(
      Seat seat,
      Field field,
      Optional<Duration> clicks,
      long seed,
      ScheduledExecutorService clock,
      Consumer<Content> told) {
    this.seat = seat;
    this.field = field;
    this.clicks = clicks;
    this.clock = clock;
    this.told = told;
    place = new OwnPlace(seat.account());
    Random source = new Random(seed);
    walks = new Random(source.nextLong());
    chats = new Random(source.nextLong());
    emotes = new Random(source.nextLong());
    seats = new Random(source.nextLong());
    phrases = new Phrases(new Random(source.nextLong()));
  }

  @Override
  public Seat seat() {
    return seat;
  }

  private HeadlessClient client() {
    return seat.client();
  }

  /** Takes everything that the player's screen shows. */
  void shows(ScreenEvent event) {
    place.shows(event);
  }

  void start() {
    in(chats, 0, CHAT_MAX, this::chat);
    in(emotes, 0, EMOTE_MAX, this::emote);
    if (clicks.isPresent()) {
      in(walks, 0, (int) clicks.get().toMillis(), this::click);
    } else {
      in(walks, 0, WALK_MAX, this::stroll);
      in(seats, SIT_MIN, SIT_MAX, this::sit);
    }
  }

  synchronized void stop() {
    stopped = true;
  }

  /** Holds still for every reason that has begun and not ended. */
  @Override
  public synchronized void busy(boolean value) {
    reasonsToBeBusy += value ? 1 : -1;
  }

  /**
   * Walks up to a cell, busy or not; blocks. False when it was not reached.
   *
   * @param near how many cells away is near enough
   */
  boolean walkUpTo(Cell goal, int near) throws InterruptedException {
    for (int leg = 0; leg < MAX_LEGS; leg++) {
      Optional<Cell> here = place.at(System.nanoTime());
      if (here.isPresent() && here.get().distance(goal) <= near) {
        return true;
      }
      if (here.isPresent()) {
        Cell to = Field.towards(here.get(), goal);
        walkTo(to.equals(goal) ? new Cell(goal.x() + 1, goal.y()) : to);
      }
      TimeUnit.MILLISECONDS.sleep(LEG_MILLIS);
    }
    return false;
  }

  private void click() {
    walk();
    synchronized (this) {
      if (!stopped) {
        clock.schedule(this::click, clicks.orElseThrow().toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  private void stroll() {
    walk();
    int dice = walks.nextInt(DOUBLE_CLICK_ONE_IN * RETARGET_ONE_IN);
    if (dice % DOUBLE_CLICK_ONE_IN == 0) {
      in(walks, DOUBLE_CLICK, DOUBLE_CLICK + 1, this::walk);
    } else if (dice % RETARGET_ONE_IN == 0) {
      in(walks, 250, 900, this::walk);
    }
    dice = walks.nextInt(TO_AND_FRO_ONE_IN * AGAIN_ONE_IN);
    if (dice % TO_AND_FRO_ONE_IN == 0) {
      in(walks, TO_AND_FRO_MIN, TO_AND_FRO_MAX, this::fro);
    } else if (dice % AGAIN_ONE_IN == 0) {
      in(walks, AGAIN_MIN, AGAIN_MAX, this::again);
    }
    in(walks, WALK_MIN, WALK_MAX, this::stroll);
  }

  private synchronized void walk() {
    Optional<Cell> here = place.at(System.nanoTime());
    if (free() && !sitting && here.isPresent()) {
      walkTo(field.click(here.get(), walks));
    }
  }

  private synchronized void fro() {
    Optional<Cell> first = bound;
    walk();
    clock.schedule(() -> walkAgain(first), TO_AND_FRO_MAX, TimeUnit.MILLISECONDS);
  }

  private synchronized void again() {
    walkAgain(bound);
  }

  private synchronized void walkAgain(Optional<Cell> to) {
    Optional<Cell> here = place.at(System.nanoTime());
    if (free()
        && !sitting
        && to.isPresent()
        && here.isPresent()
        && here.get().distance(to.get()) <= Field.CLICK_CELLS) {
      walkTo(to.get());
    }
  }

  private void walkTo(Cell to) {
    bound = Optional.of(to);
    told.accept(new Content.Walk(to));
    client().walk(to);
  }

  private synchronized void chat() {
    RawText line = phrases.next();
    if (free()) {
      told.accept(new Content.Line(client().name().plus(RawText.ascii(" : ")).plus(line)));
      client().say(line);
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
      told.accept(new Content.Emote(type));
      client().emote(type);
    }
  }

  private synchronized void sit() {
    if (free() && client().sit()) {
      sitting = true;
      clock.schedule(this::stand, SEATED, TimeUnit.MILLISECONDS);
    }
    in(seats, SIT_MIN, SIT_MAX, this::sit);
  }

  private synchronized void stand() {
    client().stand();
    sitting = false;
  }

  private boolean free() {
    return !stopped && reasonsToBeBusy == 0;
  }

  private synchronized void in(Random random, int min, int max, Runnable act) {
    if (!stopped) {
      clock.schedule(act, min + random.nextInt(max - min), TimeUnit.MILLISECONDS);
    }
  }
}
