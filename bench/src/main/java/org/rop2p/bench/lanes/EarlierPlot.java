package org.rop2p.bench.lanes;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Draws by how much messages are earlier, over the distance of the server: a panel for each kind, a
 * line for each distance of the peer; whiskers from 10 to 90 % of the messages. SVG.
 */
final class EarlierPlot {
  private static final int PANEL_WIDTH = 300;
  private static final int PANEL_HEIGHT = 260;
  private static final int LEFT = 52;
  private static final int TOP = 34;
  private static final int GAP = 24;
  private static final int BELOW = 76;
  private static final int TICK_MILLIS = 50;

  /** So much later is no reason for a scale below zero. */
  private static final int NOTHING_MILLIS = 10;

  private static final int LINE_HEIGHT = 18;
  private static final int SAMPLE = 28;
  private static final int WEAK_SHIFT = 4;
  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;
  private static final List<String> COLOURS =
      List.of("#1b6ca8", "#d1603d", "#4a8f3c", "#7d5ba6", "#8a6d3b", "#444444");

  private final List<Segment> segments;
  private final int maxX;
  private final double minY;
  private final double maxY;
  private final StringBuilder svg = new StringBuilder();

  private EarlierPlot(List<Segment> segments) {
    this.segments = segments;
    this.maxX = up(segments.stream().mapToInt(s -> s.distances().serverMillis()).max().orElse(1));
    double high = 1;
    double low = 0;
    for (Segment segment : segments) {
      for (Kind kind : Kind.values()) {
        high = Math.max(high, segment.earlier(kind, HIGH));
        low = Math.min(low, segment.earlier(kind, LOW));
      }
    }
    this.maxY = up((int) Math.ceil(high));
    this.minY = low < -NOTHING_MILLIS ? -up((int) Math.ceil(-low)) : 0;
  }

  /** The whole picture. */
  static String svg(List<Segment> segments) {
    EarlierPlot plot = new EarlierPlot(segments);
    plot.draw();
    return plot.svg.toString();
  }

  private static int up(int value) {
    return (value / TICK_MILLIS + 1) * TICK_MILLIS;
  }

  private void draw() {
    int panels = Kind.values().length;
    int width = LEFT + panels * (PANEL_WIDTH + GAP);
    int height = TOP + PANEL_HEIGHT + BELOW;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"12\">",
        width, height);
    add("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", width, height);
    int left = LEFT;
    for (Kind kind : Kind.values()) {
      panel(kind, left);
      left += PANEL_WIDTH + GAP;
    }
    legend();
    add("</svg>");
  }

  private void panel(Kind kind, int left) {
    add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-weight=\"bold\">%s</text>",
        left + PANEL_WIDTH / 2, TOP - 14, kind.label());
    for (int tick = (int) minY; tick <= maxY; tick += TICK_MILLIS) {
      line(left, y(tick), left + PANEL_WIDTH, y(tick), tick == 0 ? "#888888" : "#dddddd", false);
      if (left == LEFT) {
        add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d</text>", left - 6, y(tick) + 4, tick);
      }
    }
    for (int tick = 0; tick <= maxX; tick += TICK_MILLIS) {
      add(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>",
          left + x(tick), TOP + PANEL_HEIGHT + LINE_HEIGHT, tick);
    }
    List<Integer> peers = peers();
    for (int i = 0; i < peers.size(); i++) {
      int peer = peers.get(i);
      String colour = COLOURS.get(i % COLOURS.size());
      curve(kind, left, s -> s.distances().peerMillis() == peer, true, colour);
      curve(kind, left, s -> s.distances().peerMillis() == peer, false, colour);
    }
  }

  private void curve(Kind kind, int left, Predicate<Segment> peer, boolean clean, String colour) {
    List<Segment> points =
        segments.stream().filter(peer).filter(s -> s.distances().clean() == clean).toList();
    int shift = clean ? 0 : WEAK_SHIFT;
    for (int i = 0; i < points.size(); i++) {
      double x = left + x(points.get(i).distances().serverMillis()) + shift;
      double y = y(points.get(i).earlier(kind, 0.5));
      line(
          x,
          y(points.get(i).earlier(kind, LOW)),
          x,
          y(points.get(i).earlier(kind, HIGH)),
          colour,
          !clean);
      add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", x, y, clean ? colour : "white");
      add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"none\" stroke=\"%s\"/>", x, y, colour);
      if (i > 0) {
        line(
            left + x(points.get(i - 1).distances().serverMillis()) + shift,
            y(points.get(i - 1).earlier(kind, 0.5)),
            x,
            y,
            colour,
            !clean);
      }
    }
  }

  private void legend() {
    int y = TOP + PANEL_HEIGHT + 2 * LINE_HEIGHT + 2;
    add(
        "<text x=\"%d\" y=\"%d\">across: the server's round trip, ms; upwards: by how much earlier"
            + " the peer lane shows it, ms</text>",
        LEFT, y);
    int x = LEFT;
    List<Integer> peers = peers();
    for (int i = 0; i < peers.size(); i++) {
      String colour = COLOURS.get(i % COLOURS.size());
      line(x, y + 14, x + SAMPLE, y + 14, colour, false);
      add(
          "<text x=\"%d\" y=\"%d\">peer %d ms</text>",
          x + SAMPLE + 6, y + LINE_HEIGHT, peers.get(i));
      x += 120;
    }
    if (segments.stream().anyMatch(s -> !s.distances().clean())) {
      line(x, y + 14, x + SAMPLE, y + 14, "#444444", true);
      add(
          "<text x=\"%d\" y=\"%d\">with jitter and loss on the peer lane</text>",
          x + SAMPLE + 6, y + LINE_HEIGHT);
    }
  }

  private List<Integer> peers() {
    return segments.stream().map(s -> s.distances().peerMillis()).distinct().sorted().toList();
  }

  private double x(double serverMillis) {
    return serverMillis / maxX * PANEL_WIDTH;
  }

  private double y(double millis) {
    return TOP + PANEL_HEIGHT - (millis - minY) / (maxY - minY) * PANEL_HEIGHT;
  }

  private void line(double x1, double y1, double x2, double y2, String colour, boolean dashed) {
    add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"%s/>",
        x1, y1, x2, y2, colour, dashed ? " stroke-dasharray=\"5 3\"" : "");
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
