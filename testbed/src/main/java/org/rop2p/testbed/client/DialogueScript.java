package org.rop2p.testbed.client;

import java.util.List;
import org.rop2p.codec.view.RawText;

/**
 * What a player answers to an NPC, question by question; immutable. Pages without a question are
 * read and turned. When the answers run out, menus are cancelled.
 */
public record DialogueScript(List<Answer> answers) {
  public DialogueScript {
    answers = List.copyOf(answers);
  }

  public static DialogueScript of(Answer... answers) {
    return new DialogueScript(List.of(answers));
  }

  /** An answer to one question. */
  public sealed interface Answer {}

  /** The line of a menu, counted from 1; 255 cancels. */
  public record Choose(int line) implements Answer {}

  /** A number typed in. */
  public record Amount(int value) implements Answer {}

  /** A text typed in. */
  public record Say(RawText text) implements Answer {}
}
