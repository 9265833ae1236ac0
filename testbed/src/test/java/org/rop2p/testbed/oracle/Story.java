package org.rop2p.testbed.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.oracle.Act.Fate;
import org.rop2p.testbed.oracle.Timing.Stall;

/** Evidence put together by hand; times in milliseconds, one way to the server takes 80. */
final class Story {
  static final int ALICE = 2_000_001;
  static final int BOB = 2_000_002;
  static final int CAROL = 2_000_003;
  static final int END = 60_000;
  static final int WAY = 80;

  private final List<Act> acts = new ArrayList<>();
  private final List<Display> displays = new ArrayList<>();
  private final List<Heading> headings = new ArrayList<>();
  private final List<Stall> stalls = new ArrayList<>();
  private final Map<Integer, Presence.Builder> presence = new HashMap<>();

  static Cell cell(int x) {
    return new Cell(x, 100);
  }

  static long ms(long millis) {
    return millis * 1_000_000L;
  }

  static Content line(String text) {
    return new Content.Line(RawText.ascii(text));
  }

  Presence.Builder presence(int account) {
    return presence.computeIfAbsent(account, key -> Presence.builder());
  }

  Story enters(int account, int at, String zone, int x) {
    presence(account).entered(ms(at), zone, cell(x));
    return this;
  }

  Story moves(int account, int at, int x) {
    presence(account).moved(ms(at), "prontera", cell(x));
    return this;
  }

  /** Alice does something; the server decides at {@code at}. */
  Story acts(Content content, int at, Fate fate, Integer... told) {
    return acts(content, at - WAY, at, fate, told);
  }

  Story acts(Content content, int sent, int at, Fate fate, Integer... told) {
    Set<Integer> all = new HashSet<>(List.of(told));
    if (!all.isEmpty() && content.kind() != Kind.MOVEMENT) {
      all.add(ALICE);
    }
    Cell from = content.kind() == Kind.MOVEMENT && fate == Fate.ACCEPTED ? cell(100) : null;
    acts.add(new Act(ALICE, content, ms(sent), ms(at), fate, all, from));
    return this;
  }

  /** The server lets Alice walk, from a cell of its choice. */
  Story walks(Content walk, int sent, int at, int from, Integer... told) {
    acts.add(new Act(ALICE, walk, ms(sent), ms(at), Fate.ACCEPTED, Set.of(told), cell(from)));
    return this;
  }

  /** Alice has clicked on the cell that she comes to: the server stops her there, and tells her. */
  Story stopsInSilence(int x, int at) {
    Content here = new Content.Walk(cell(x));
    acts.add(new Act(ALICE, here, ms(at - WAY), ms(at), Fate.OVERTAKEN, Set.of(), cell(x)));
    return this;
  }

  /** An observer sees Alice do it. */
  Story sees(int observer, Content content, int at) {
    return sees(observer, content, at, 100);
  }

  Story sees(int observer, Content content, int at, int from) {
    boolean walk = content.kind() == Kind.MOVEMENT;
    displays.add(new Display(observer, ALICE, content, ms(at), walk ? cell(from) : null, false));
    return this;
  }

  /** A walk told by a bare move. */
  Story slides(int observer, Content walk, int at, int from) {
    displays.add(new Display(observer, ALICE, walk, ms(at), cell(from), true));
    return this;
  }

  /** On an observer's screen Alice is bound for a cell from now on; null: is gone. */
  Story heads(int observer, Integer x, int at) {
    headings.add(new Heading(observer, ALICE, x == null ? null : cell(x), ms(at)));
    return this;
  }

  /** The server grants a walk of the observer's own at {@code at}, and he sets out. */
  Story setsOut(int observer, int x, int at, int shown) {
    Content walk = new Content.Walk(cell(x));
    acts.add(new Act(observer, walk, ms(at - WAY), ms(at), Fate.ACCEPTED, Set.of(), cell(x - 5)));
    headings.add(new Heading(observer, observer, cell(x), ms(shown)));
    return this;
  }

  /** On an observer's screen Alice is put on a cell. */
  Story stops(int observer, int x, int at) {
    headings.add(new Heading(observer, ALICE, cell(x), ms(at), true));
    return this;
  }

  Story stalls(int from, int to) {
    stalls.add(new Stall(ms(from), ms(to)));
    return this;
  }

  Evidence evidence() {
    Map<Integer, Presence> built = new HashMap<>();
    presence.forEach((account, builder) -> built.put(account, builder.build()));
    return new Evidence(
        acts, built, List.of(ALICE, BOB), displays, headings, new Timing(ms(WAY), ms(END), stalls));
  }

  Judgement judge() {
    return Oracle.judge(evidence());
  }

  Count count(Kind kind) {
    return judge().count(kind);
  }
}
