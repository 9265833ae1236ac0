package org.rop2p.proxy.words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.routing.ZoneLanes;

/** What the proxy answers to a {@link Command}. Pure. */
public final class Replies {
  /** A window of chat shows about as many lines. */
  static final int MAX_PEERS = 10;

  private Replies() {}

  /**
   * Somebody in view.
   *
   * @param name as displayed, may be empty
   * @param cells how far he is
   * @param way by which he is reached: direct, relay or server
   * @param rttMillis there and back; -1 unknown
   */
  public record Peer(RawText name, int cells, String way, int rttMillis) {}

  /** How things stand. */
  public static List<Line> status(Standing standing, ZoneLanes lanes) {
    List<Line> lines = new ArrayList<>();
    boolean up = standing.state() == Standing.State.UP;
    lines.add(Line.of(up ? Line.Tone.GOOD : Line.Tone.BAD, standing.sentence()));
    if (up) {
      StringBuilder ways = new StringBuilder();
      for (Kind kind : Kind.values()) {
        ways.append(ways.isEmpty() ? "" : ", ")
            .append(kind.label())
            .append(' ')
            .append(lanes.of(kind).name().toLowerCase(Locale.ROOT));
      }
      lines.add(
          Line.of(
              Line.Tone.PLAIN,
              "%d of %d players near you by links; allowed here: %s."
                  .formatted(standing.linked(), standing.met(), ways)));
    }
    return lines;
  }

  /** What the own switch has done. */
  public static List<Line> switched(boolean on) {
    return List.of(
        on
            ? Line.of(Line.Tone.GOOD, "P2P is on again, as far as the admin lets it.")
            : Line.of(
                Line.Tone.BAD, "You have switched P2P off: everything goes over the server."));
  }

  /** The nearest in view. */
  public static List<Line> peers(List<Peer> inView) {
    if (inView.isEmpty()) {
      return List.of(Line.of(Line.Tone.PLAIN, "You see no other player."));
    }
    List<Line> lines = new ArrayList<>();
    inView.stream()
        .sorted(Comparator.comparingInt(Peer::cells))
        .limit(MAX_PEERS)
        .forEach(peer -> lines.add(new Line(Line.Tone.PLAIN, text(peer))));
    int more = inView.size() - lines.size();
    if (more > 0) {
      lines.add(Line.of(Line.Tone.PLAIN, "and " + more + " more."));
    }
    return lines;
  }

  /** What may be asked. */
  public static List<Line> help(String word) {
    return List.of(
        Line.of(Line.Tone.PLAIN, "Type " + word + " status, " + word + " on, off or peers."));
  }

  /** To whatever is asked of a proxy that has no P2P. */
  public static List<Line> withoutP2p() {
    return List.of(
        Line.of(
            Line.Tone.BAD,
            "This proxy plays without P2P: everything goes over the server. Its log says why."));
  }

  /** To who types commands where they go to the server. */
  public static List<Line> impossible() {
    return List.of(
        Line.of(
            Line.Tone.BAD,
            "Commands do not work with this client: what you typed was said aloud. Use the proxy's"
                + " page."));
  }

  private static RawText text(Peer peer) {
    String rtt = peer.rttMillis() < 0 ? "" : ", " + peer.rttMillis() + " ms";
    RawText name = peer.name().length() == 0 ? RawText.ascii("(no name yet)") : peer.name();
    return name.plus(RawText.ascii(": " + peer.way() + rtt));
  }
}
