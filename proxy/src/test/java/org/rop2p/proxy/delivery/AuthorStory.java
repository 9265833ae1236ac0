package org.rop2p.proxy.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * An author's side driven by words: {@code up A}, {@code down A} (links of A and B), {@code peers
 * x}, {@code both x}, {@code server x} (says x, to all links), {@code ack A 3}, {@code nack A 3},
 * {@code flush}, {@code caught} (up with the server), {@code unsent}, {@code left}, {@code echo x},
 * {@code outlived 3}, {@code wait 300} (both clocks), {@code stall 300} (a silent server).
 */
final class AuthorStory {
  private static final long PATIENCE = 300;

  private Delivery<String> state = Delivery.fresh(9);
  private long now = 1_000;
  private long live = 1_000;

  /** What the last of some steps makes it do. */
  String run(String steps) {
    String last = "";
    for (String step : steps.split(";", -1)) {
      if (!step.isBlank()) {
        last = step(step.trim());
      }
    }
    return last;
  }

  Delivery<String> state() {
    return state;
  }

  private String step(String step) {
    String[] words = step.split(" ", -1);
    Moment at = new Moment(now, live);
    return switch (words[0]) {
      case "up" -> done(state.linkUp(account(words[1]), at));
      case "down" -> done(state.linkDown(account(words[1])));
      case "peers" -> said(words[1], Way.PEERS, at);
      case "both" -> said(words[1], Way.BOTH, at);
      case "server" -> said(words[1], Way.SERVER, at);
      case "ack" -> answered(words, Answer.ACK, at);
      case "nack" -> answered(words, Answer.NACK, at);
      case "flush" -> done(state.flush());
      case "caught" -> done(state.caughtUp(at));
      case "unsent" -> done(state.resolveUnsent(at));
      case "left" -> done(state.mapLeft(at));
      case "outlived" -> done(state.outlived(Integer.parseInt(words[1]), at));
      case "echo" -> {
        Delivery.Echoed<String> echoed = state.echoed(words[1], at);
        String what = done(echoed.step());
        yield (echoed.pass() ? "pass" : "swallow") + (what.isEmpty() ? "" : ", " + what);
      }
      case "wait" -> {
        live += Long.parseLong(words[1]);
        now += Long.parseLong(words[1]);
        yield done(state.passing(new Moment(now, live)));
      }
      case "stall" -> {
        now += Long.parseLong(words[1]);
        yield done(state.passing(new Moment(now, live)));
      }
      default -> throw new IllegalArgumentException(step);
    };
  }

  private String answered(String[] words, Answer answer, Moment at) {
    return done(state.answered(account(words[1]), Integer.parseInt(words[2]), answer, at));
  }

  private String said(String text, Way way, Moment at) {
    Delivery.Said<String> said = state.say(text, way, new TreeSet<>(state.links()), PATIENCE, at);
    return said.taken() + ": " + done(said.step());
  }

  private String done(Delivery.Step<String> step) {
    state = step.state();
    List<String> words = new ArrayList<>();
    for (AuthorCommand<String> command : step.commands()) {
      if (command instanceof AuthorCommand.ShowOwn<String> own) {
        words.add("own " + own.content());
      } else if (command instanceof AuthorCommand.ToServer<String> line) {
        words.add("server " + line.number());
      } else if (command instanceof AuthorCommand.Tell<String> tell) {
        StringBuilder whom = new StringBuilder();
        new TreeSet<>(tell.accounts()).forEach(account -> whom.append((char) ('@' + account)));
        words.add(whom + " " + words(tell.message()));
      }
    }
    return String.join(", ", words);
  }

  private static String words(ToReceivers<String> message) {
    if (message instanceof ToReceivers.Hello<String> hello) {
      return "hello " + hello.series() + " " + hello.finals();
    }
    if (message instanceof ToReceivers.PeerLine<String> line) {
      return "peer " + line.number() + " " + line.content();
    }
    if (message instanceof ToReceivers.BothLine<String> line) {
      return "both " + line.number() + " " + line.content() + late(line.late());
    }
    if (message instanceof ToReceivers.Notice<String> notice) {
      return "notice " + notice.number() + late(notice.late());
    }
    if (message instanceof ToReceivers.Late<String> late) {
      return "late " + late.number();
    }
    if (message instanceof ToReceivers.Final<String> end) {
      return "final " + end.number();
    }
    if (message instanceof ToReceivers.Refused<String> refused) {
      return "refused " + refused.number();
    }
    return "settled " + ((ToReceivers.Settled<String>) message).number();
  }

  private static String late(int number) {
    return number == ToReceivers.NONE ? "" : " late " + number;
  }

  private static int account(String name) {
    return name.charAt(0) - '@';
  }
}
