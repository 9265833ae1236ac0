package org.rop2p.testbed.server;

import java.util.List;
import org.rop2p.codec.view.RawText;

/**
 * An NPC that talks: pages of lines with "next" between them, then a menu, then an answer for each
 * choice and "close".
 *
 * @param pages at least one page of at least one line
 * @param menu at least one choice; {@code answers} has one line for each
 */
public record NpcSpec(
    Place at,
    int job,
    RawText name,
    List<List<String>> pages,
    List<String> menu,
    List<String> answers) {

  public NpcSpec {
    pages = pages.stream().map(List::copyOf).toList();
    menu = List.copyOf(menu);
    answers = List.copyOf(answers);
    if (pages.isEmpty() || menu.isEmpty() || menu.size() != answers.size()) {
      throw new IllegalArgumentException("an NPC has pages, a menu and an answer to each choice");
    }
  }
}
