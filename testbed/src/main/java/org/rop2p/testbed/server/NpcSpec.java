package org.rop2p.testbed.server;

import java.util.List;
import org.rop2p.codec.view.RawText;

/**
 * An NPC that talks: pages of lines with "next" between them, then a menu, then an answer for each
 * choice, then the inputs it asks for one after the other, and "close".
 *
 * @param pages at least one page of at least one line
 * @param menu at least one choice; {@code answers} has one line for each
 * @param inputs what the player has to type, each repeated in a line
 * @param touch it speaks first to whoever comes that near, in cells; {@link #UNTOUCHED} to nobody
 */
public record NpcSpec(
    Place at,
    int job,
    RawText name,
    List<List<String>> pages,
    List<String> menu,
    List<String> answers,
    List<Input> inputs,
    int touch) {
  /** No {@code touch}: it waits until it is clicked. */
  public static final int UNTOUCHED = -1;

  /** What an NPC lets a player type. */
  public enum Input {
    NUMBER,
    TEXT
  }

  public NpcSpec {
    pages = pages.stream().map(List::copyOf).toList();
    menu = List.copyOf(menu);
    answers = List.copyOf(answers);
    inputs = List.copyOf(inputs);
    if (pages.isEmpty() || menu.isEmpty() || menu.size() != answers.size()) {
      throw new IllegalArgumentException("an NPC has pages, a menu and an answer to each choice");
    }
  }

  /** One that asks for nothing and waits until it is clicked. */
  public NpcSpec(
      Place at,
      int job,
      RawText name,
      List<List<String>> pages,
      List<String> menu,
      List<String> answers) {
    this(at, job, name, pages, menu, answers, List.of(), UNTOUCHED);
  }

  public NpcSpec withInputs(Input... asked) {
    return new NpcSpec(at, job, name, pages, menu, answers, List.of(asked), touch);
  }

  public NpcSpec withTouch(int cells) {
    return new NpcSpec(at, job, name, pages, menu, answers, inputs, cells);
  }
}
