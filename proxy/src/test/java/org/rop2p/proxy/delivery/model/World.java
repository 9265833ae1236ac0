package org.rop2p.proxy.delivery.model;

import java.util.ArrayList;
import java.util.List;
import org.rop2p.proxy.delivery.Answer;
import org.rop2p.proxy.delivery.Delivery;
import org.rop2p.proxy.delivery.Inbox;
import org.rop2p.proxy.delivery.ToReceivers;

/**
 * A state of the small world. Immutable. Lines are numbered from 1, as {@link Delivery} numbers
 * them; sets of lines are bit masks by number.
 *
 * @param said how many lines the client has said
 * @param answers what the server will tell the author: a line's number for its echo, its negative
 *     for the answer to a later request that shows that the echo is not coming
 * @param toServer lines on their way to the server
 * @param own texts on the author's screen
 */
record World(
    int said,
    Delivery<String> author,
    List<Integer> toServer,
    List<Integer> answers,
    List<Receiver> receivers,
    List<String> own,
    int accepted,
    int refused) {
  /** How a link stands. */
  enum Link {
    UP,
    /** Broken, and the author does not know. */
    BROKEN,
    /** Given up by the author while what is in flight still arrives. */
    GIVEN_UP,
    DEAD
  }

  /**
   * One receiver.
   *
   * @param flying messages on their way to it
   * @param returning answers on their way to the author
   * @param display texts on its screen
   * @param clock counts what it was told that may end a wait
   * @param copies what the server will tell it: a line's number for its copy, the negative clock at
   *     which it asked something for the answer
   * @param notOwed lines it need not show: rightly not shown, or not brought by the server
   * @param missed how many lines the server did not bring
   */
  record Receiver(
      int account,
      Link link,
      List<ToReceivers<String>> flying,
      List<Reply> returning,
      int breaksLeft,
      int relinksLeft,
      int clock,
      Inbox<String> inbox,
      List<String> display,
      List<Integer> copies,
      int notOwed,
      int missed) {
    Receiver with(Inbox<String> next) {
      return new Receiver(
          account,
          link,
          flying,
          returning,
          breaksLeft,
          relinksLeft,
          clock,
          next,
          display,
          copies,
          notOwed,
          missed);
    }

    Receiver withLink(Link other, int breaks, int relinks, List<ToReceivers<String>> onTheWay) {
      return new Receiver(
          account, other, onTheWay, List.of(), breaks, relinks, clock, inbox, display, copies,
          notOwed, missed);
    }

    Receiver withFlying(List<ToReceivers<String>> onTheWay) {
      return new Receiver(
          account,
          link,
          onTheWay,
          returning,
          breaksLeft,
          relinksLeft,
          clock,
          inbox,
          display,
          copies,
          notOwed,
          missed);
    }

    Receiver withReturning(List<Reply> replies) {
      return new Receiver(
          account,
          link,
          flying,
          replies,
          breaksLeft,
          relinksLeft,
          clock,
          inbox,
          display,
          copies,
          notOwed,
          missed);
    }

    Receiver withCopies(List<Integer> toCome) {
      return new Receiver(
          account,
          link,
          flying,
          returning,
          breaksLeft,
          relinksLeft,
          clock,
          inbox,
          display,
          toCome,
          notOwed,
          missed);
    }

    Receiver ticking() {
      return new Receiver(
          account,
          link,
          flying,
          returning,
          breaksLeft,
          relinksLeft,
          clock + 1,
          inbox,
          display,
          copies,
          notOwed,
          missed);
    }

    Receiver showing(String text) {
      return text == null
          ? this
          : new Receiver(
              account,
              link,
              flying,
              returning,
              breaksLeft,
              relinksLeft,
              clock,
              inbox,
              plus(display, text),
              copies,
              notOwed,
              missed);
    }

    Receiver excused(int number, boolean byServer) {
      return new Receiver(
          account,
          link,
          flying,
          returning,
          breaksLeft,
          relinksLeft,
          clock,
          inbox,
          display,
          copies,
          notOwed | bit(number),
          missed + (byServer ? 1 : 0));
    }
  }

  /** An answer on its way. */
  record Reply(int number, Answer answer) {}

  World with(Delivery<String> next) {
    return new World(said, next, toServer, answers, receivers, own, accepted, refused);
  }

  World with(Receiver changed) {
    List<Receiver> all = new ArrayList<>(receivers);
    all.set(changed.account() - 1, changed);
    return new World(said, author, toServer, answers, List.copyOf(all), own, accepted, refused);
  }

  World withReceivers(List<Receiver> all) {
    return new World(said, author, toServer, answers, List.copyOf(all), own, accepted, refused);
  }

  World saying() {
    return new World(said + 1, author, toServer, answers, receivers, own, accepted, refused);
  }

  World withAnswers(List<Integer> toCome) {
    return new World(said, author, toServer, toCome, receivers, own, accepted, refused);
  }

  World withToServer(List<Integer> onTheWay) {
    return new World(said, author, onTheWay, answers, receivers, own, accepted, refused);
  }

  World withOwn(String text) {
    return new World(
        said, author, toServer, answers, receivers, plus(own, text), accepted, refused);
  }

  World accepting(int number) {
    return new World(
        said,
        author,
        toServer,
        plus(answers, number),
        receivers,
        own,
        accepted | bit(number),
        refused);
  }

  World refusing(int number) {
    return new World(
        said,
        author,
        toServer,
        plus(answers, -number),
        receivers,
        own,
        accepted,
        refused | bit(number));
  }

  static int bit(int number) {
    return 1 << number;
  }

  static <T> List<T> plus(List<T> list, T more) {
    List<T> all = new ArrayList<>(list.size() + 1);
    all.addAll(list);
    all.add(more);
    return List.copyOf(all);
  }

  static <T> List<T> rest(List<T> list) {
    return List.copyOf(list.subList(1, list.size()));
  }
}
