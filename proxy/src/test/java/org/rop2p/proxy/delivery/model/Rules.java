package org.rop2p.proxy.delivery.model;

import static org.rop2p.proxy.delivery.model.World.plus;
import static org.rop2p.proxy.delivery.model.World.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.rop2p.proxy.delivery.AuthorCommand;
import org.rop2p.proxy.delivery.Check;
import org.rop2p.proxy.delivery.Delivery;
import org.rop2p.proxy.delivery.Inbox;
import org.rop2p.proxy.delivery.Moment;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.delivery.Way;
import org.rop2p.proxy.delivery.model.World.Link;
import org.rop2p.proxy.delivery.model.World.Receiver;
import org.rop2p.proxy.delivery.model.World.Reply;

/**
 * What can happen next in a small world: one author, one or two receivers, one server. The server
 * decides on a line when it gets it, and its copies then wait in one queue for each client, to be
 * read at any later moment: the same as a server that stalls anywhere. All windows of time are
 * longer than the world lives.
 *
 * @param texts of the author's lines
 * @param ways of them
 */
record Rules(List<String> texts, List<Way> ways, int receivers, Faults faults) {
  private static final Moment NOW = new Moment(0, 0);

  World start() {
    Delivery<String> author = Delivery.fresh(0);
    List<Receiver> all = new ArrayList<>();
    for (int account = 1; account <= receivers; account++) {
      author = author.linkUp(account, NOW).state();
      Inbox<String> inbox =
          new Inbox<>(
              0,
              0,
              faults.linked() ? Inbox.Order.SURE : Inbox.Order.NEW_LINK,
              List.of(),
              List.of(),
              List.of(),
              List.of());
      all.add(
          new Receiver(
              account,
              Link.UP,
              List.of(),
              List.of(),
              faults.breaks(),
              faults.relinks(),
              0,
              inbox,
              List.of(),
              List.of(),
              0,
              0));
    }
    author =
        new Delivery<>(
            0, 1, null, List.of(), faults.linked(), author.links(), List.of(), List.of());
    return new World(0, author, List.of(), List.of(), List.copyOf(all), List.of(), 0, 0);
  }

  /** Nothing is on its way any more and everything has been said. */
  boolean atRest(World world) {
    return world.said() == texts.size()
        && world.toServer().isEmpty()
        && world.answers().isEmpty()
        && world.author().pending() == null
        && world.receivers().stream()
            .allMatch(
                one ->
                    one.flying().isEmpty() && one.returning().isEmpty() && one.copies().isEmpty());
  }

  /** Tells every world that may follow, with what happened. */
  void next(World world, BiConsumer<String, World> then) {
    if (world.said() < texts.size()) {
      say(world, then);
    }
    if (!world.toServer().isEmpty()) {
      int number = world.toServer().get(0);
      decide(
          world.withToServer(rest(world.toServer())),
          number,
          next -> then.accept("server takes " + number, next));
    }
    if (!world.answers().isEmpty()) {
      serverAnswers(world, then);
    }
    Delivery.Pending<String> pending = world.author().pending();
    if (pending != null) {
      if (pending.waiting().isEmpty()) {
        act(world, world.author().resolveUnsent(NOW), next -> then.accept("final", next));
      }
      act(world, world.author().flush(), next -> then.accept("late", next));
    }
    for (Receiver receiver : world.receivers()) {
      receiverActs(world, receiver, then);
      linkActs(world, receiver, then);
    }
  }

  private void say(World world, BiConsumer<String, World> then) {
    int line = world.said();
    boolean allLinked =
        world.receivers().stream()
            .allMatch(one -> one.link() == Link.UP || one.link() == Link.BROKEN);
    Way way = ways.get(line) == Way.PEERS && !allLinked ? Way.BOTH : ways.get(line);
    SortedSet<Integer> hearers = new TreeSet<>(world.author().links());
    Delivery.Said<String> said = world.author().say(texts.get(line), way, hearers, 300, NOW);
    act(
        world.saying(),
        said.step(),
        next -> then.accept("says " + texts.get(line) + " " + ways.get(line), next));
  }

  private void serverAnswers(World world, BiConsumer<String, World> then) {
    int answer = world.answers().get(0);
    World read = world.withAnswers(rest(world.answers()));
    if (answer > 0) {
      String text = texts.get(answer - 1);
      Delivery.Echoed<String> echoed = read.author().echoed(text, NOW);
      World shown = echoed.pass() ? read.withOwn(text) : read;
      act(shown, echoed.step(), next -> then.accept("echo " + answer, next));
    } else {
      act(
          read,
          read.author().outlived(-answer, NOW),
          next -> then.accept("refused " + -answer, next));
    }
  }

  private void receiverActs(World world, Receiver receiver, BiConsumer<String, World> then) {
    String who = "receiver " + receiver.account() + " ";
    if (!receiver.copies().isEmpty()) {
      int copy = receiver.copies().get(0);
      Receiver read = receiver.withCopies(rest(receiver.copies()));
      if (copy > 0) {
        String text = texts.get(copy - 1);
        Inbox.Copied<String> copied = receiver.inbox().serverCopy(text, NOW);
        Receiver after = read.with(copied.state());
        then.accept(
            who + "copy " + copy, world.with(copied.swallow() ? after : after.showing(text)));
      } else {
        then.accept(
            who + "answer after settled " + -copy,
            world.with(read.with(receiver.inbox().ownAnswer(-copy, NOW))));
      }
    }
    if (!receiver.flying().isEmpty()) {
      ToReceivers<String> message = receiver.flying().get(0);
      Receiver taken = receiver.withFlying(rest(receiver.flying()));
      boolean line =
          message instanceof ToReceivers.PeerLine<String>
              || message instanceof ToReceivers.BothLine<String>;
      receive(world, taken, message, Check.SHOW, then);
      if (line && faults.nacks()) {
        receive(world, taken, message, Check.REFUSE, then);
      }
      if (message instanceof ToReceivers.PeerLine<String> && faults.rightlyNot()) {
        receive(world, taken, message, Check.RIGHTLY_NOT, then);
      }
    }
    if (!receiver.returning().isEmpty()) {
      Reply reply = receiver.returning().get(0);
      World read = world.with(receiver.withReturning(rest(receiver.returning())));
      act(
          read,
          read.author().answered(receiver.account(), reply.number(), reply.answer(), NOW),
          next -> then.accept("gets " + reply + " of " + receiver.account(), next));
    }
  }

  private void receive(
      World world,
      Receiver receiver,
      ToReceivers<String> message,
      Check check,
      BiConsumer<String, World> then) {
    boolean ends = message instanceof ToReceivers.Settled || message instanceof ToReceivers.Hello;
    Receiver hearing = ends ? receiver.ticking() : receiver;
    Inbox.Step<String> step =
        hearing.inbox().received(message, check, new Moment(hearing.clock(), 0));
    Receiver after = hearing.with(step.state()).showing(step.show());
    boolean waits =
        step.state().settled().stream().anyMatch(line -> line.heardAt() == hearing.clock());
    if (ends && waits && faults.settled()) {
      after = after.withCopies(plus(after.copies(), -after.clock()));
    }
    if (message instanceof ToReceivers.PeerLine<String> line) {
      if (check == Check.RIGHTLY_NOT) {
        after = after.excused(line.number(), false);
      }
      if (receiver.link() == Link.UP && step.answer() != null) {
        after =
            after.withReturning(plus(after.returning(), new Reply(line.number(), step.answer())));
      }
    }
    then.accept(
        "receiver " + receiver.account() + " gets " + message + " " + check, world.with(after));
  }

  private void linkActs(World world, Receiver receiver, BiConsumer<String, World> then) {
    int account = receiver.account();
    int breaks = receiver.breaksLeft();
    if (receiver.link() == Link.UP && breaks > 0) {
      then.accept(
          "link " + account + " breaks",
          world.with(
              receiver.withLink(Link.BROKEN, breaks - 1, receiver.relinksLeft(), List.of())));
    }
    if (receiver.link() == Link.BROKEN || (receiver.link() == Link.UP && breaks > 0)) {
      boolean inFlight = receiver.link() == Link.UP && !receiver.flying().isEmpty();
      Receiver dead =
          receiver.withLink(
              inFlight ? Link.GIVEN_UP : Link.DEAD,
              receiver.link() == Link.UP ? breaks - 1 : breaks,
              receiver.relinksLeft(),
              inFlight ? receiver.flying() : List.of());
      World given = world.with(dead);
      act(
          given,
          given.author().linkDown(account),
          next -> then.accept("takes link " + account + " for dead", next));
    }
    if (receiver.link() == Link.BROKEN || receiver.link() == Link.DEAD) {
      then.accept(
          "receiver " + account + " takes the link for dead",
          world.with(receiver.with(receiver.inbox().linkDead(NOW))));
    }
    boolean down = receiver.link() == Link.GIVEN_UP || receiver.link() == Link.DEAD;
    if (down && receiver.relinksLeft() > 0) {
      World up =
          world.with(receiver.withLink(Link.UP, breaks, receiver.relinksLeft() - 1, List.of()));
      act(up, up.author().linkUp(account, NOW), next -> then.accept("relinks " + account, next));
    }
  }

  private interface Then {
    void accept(World world);
  }

  /** Carries out what the author's side commands; the server's choices branch. */
  private void act(World world, Delivery.Step<String> step, Then then) {
    act(world.with(step.state()), step.commands(), 0, then);
  }

  private void act(World world, List<AuthorCommand<String>> commands, int at, Then then) {
    if (at == commands.size()) {
      then.accept(world);
      return;
    }
    AuthorCommand<String> command = commands.get(at);
    if (command instanceof AuthorCommand.ShowOwn<String> own) {
      act(world.withOwn(own.content()), commands, at + 1, then);
    } else if (command instanceof AuthorCommand.Tell<String> tell) {
      List<Receiver> all = new ArrayList<>();
      boolean carried = faults.settled() || !(tell.message() instanceof ToReceivers.Settled);
      for (Receiver one : world.receivers()) {
        boolean reached =
            carried && one.link() == Link.UP && tell.accounts().contains(one.account());
        all.add(reached ? one.withFlying(plus(one.flying(), tell.message())) : one);
      }
      act(world.withReceivers(all), commands, at + 1, then);
    } else {
      int number = ((AuthorCommand.ToServer<String>) command).number();
      if (faults.slow()) {
        act(world.withToServer(plus(world.toServer(), number)), commands, at + 1, then);
      } else {
        decide(world, number, next -> act(next, commands, at + 1, then));
      }
    }
  }

  private void decide(World world, int number, Then then) {
    World accepted = world.accepting(number);
    then.accept(brought(accepted, number, -1));
    for (int missing = 0; missing < receivers; missing++) {
      if (world.receivers().get(missing).missed() < faults.misses()) {
        then.accept(brought(accepted, number, missing));
      }
    }
    if (Integer.bitCount(world.refused()) < faults.refusals()) {
      then.accept(world.refusing(number));
    }
  }

  /** The server's copies are on their way to all receivers but one. */
  private static World brought(World world, int number, int missing) {
    List<Receiver> all = new ArrayList<>();
    for (Receiver one : world.receivers()) {
      all.add(
          one.account() - 1 == missing
              ? one.excused(number, true)
              : one.withCopies(plus(one.copies(), number)));
    }
    return world.withReceivers(all);
  }
}
