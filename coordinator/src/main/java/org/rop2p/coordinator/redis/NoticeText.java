package org.rop2p.coordinator.redis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.coordinator.session.Notice;
import org.rop2p.coordinator.session.Player;

/**
 * Notices as the scripts publish them: fields between tabs, which none of the values can hold. The
 * first is the type.
 */
final class NoticeText {
  /** A node that was taken for dead must restore what it holds. */
  static final String RESTORE = "restore";

  /** The echo of a node's own beat. */
  static final String BEAT = "beat";

  private static final String TAB = "\t";

  private NoticeText() {}

  /** What the sender's script puts behind the membership and the sender. */
  static String tail(Signal signal, Optional<String> seenFrom) {
    return String.join(TAB, seenFrom.orElse(""), signal.type(), values(signal));
  }

  private static String values(Signal signal) {
    if (signal instanceof Signal.Offer offer) {
      return credentials(offer.version(), offer.ufrag(), offer.pwd(), offer.restarts());
    }
    if (signal instanceof Signal.Answer answer) {
      return credentials(answer.version(), answer.ufrag(), answer.pwd(), answer.restarts());
    }
    if (signal instanceof Signal.Probe probe) {
      return probe.probe();
    }
    return ((Signal.IceCandidate) signal).candidate();
  }

  private static String credentials(
      int version, String ufrag, String pwd, Optional<String> restarts) {
    return String.join(TAB, String.valueOf(version), ufrag, pwd, restarts.orElse(""));
  }

  /** Empty if it is no notice that this version knows. */
  static Optional<Notice> read(String text) {
    List<String> fields = Arrays.asList(text.split(TAB, -1));
    try {
      return notice(fields);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static Optional<Notice> notice(List<String> fields) {
    return switch (fields.get(0)) {
      case "met" ->
          Optional.of(new Notice.Met(fields.get(1), player(fields), Long.parseLong(fields.get(5))));
      case "parted" ->
          Optional.of(
              new Notice.Parted(
                  fields.get(1),
                  Integer.parseInt(fields.get(2)),
                  fields.get(3),
                  Long.parseLong(fields.get(4))));
      case "signal" ->
          signal(fields.subList(6, fields.size()))
              .map(
                  signal ->
                      new Notice.Signalled(
                          fields.get(1), player(fields), signal, nonEmpty(fields.get(5))));
      case "over" -> Optional.of(new Notice.Over(fields.get(1), fields.get(2)));
      default -> Optional.empty();
    };
  }

  private static Player player(List<String> fields) {
    return new Player(Integer.parseInt(fields.get(2)), fields.get(3), fields.get(4));
  }

  private static Optional<Signal> signal(List<String> fields) {
    return switch (fields.get(0)) {
      case "offer" ->
          Optional.of(
              new Signal.Offer(
                  Integer.parseInt(fields.get(1)),
                  fields.get(2),
                  fields.get(3),
                  nonEmpty(fields.get(4))));
      case "answer" ->
          Optional.of(
              new Signal.Answer(
                  Integer.parseInt(fields.get(1)),
                  fields.get(2),
                  fields.get(3),
                  nonEmpty(fields.get(4))));
      case "probe" -> Optional.of(new Signal.Probe(fields.get(1)));
      case "ice-candidate" -> Optional.of(new Signal.IceCandidate(fields.get(1)));
      default -> Optional.empty();
    };
  }

  private static Optional<String> nonEmpty(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
