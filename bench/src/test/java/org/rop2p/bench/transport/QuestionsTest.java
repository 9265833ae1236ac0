package org.rop2p.bench.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class QuestionsTest {
  private static final int FAST = 1_000_000;

  private static Predicate<ByteBuf> answering(Questions questions, List<Integer> lost) {
    int[] number = new int[1];
    return message -> {
      assertEquals(Questions.BYTES, message.readableBytes());
      if (!lost.contains(number[0]++)) {
        questions.answer(message);
      }
      message.release();
      return true;
    };
  }

  @Test
  void everyAnswerIsTimedAndALostOneIsZero() throws IOException, InterruptedException {
    Questions questions = new Questions(7, 4);

    long[] nanos = questions.ask(FAST, answering(questions, List.of(2)));

    assertEquals(4, nanos.length);
    for (int i = 0; i < nanos.length; i++) {
      assertEquals(i != 2, nanos[i] > 0, "message " + i);
    }
  }

  @Test
  void answersOfAnotherSegmentAndSecondOnesAreLeft() throws IOException, InterruptedException {
    Questions questions = new Questions(7, 1);
    List<ByteBuf> kept = new ArrayList<>();
    long[] nanos =
        questions.ask(
            FAST,
            message -> {
              ByteBuf stray = Questions.message(6, 0, 0);
              questions.answer(stray);
              stray.release();
              questions.answer(message.duplicate());
              return kept.add(message);
            });
    long first = nanos[0];
    assertTrue(first > 0 && first < System.nanoTime(), "not that of the stray, sent at 0");

    questions.answer(kept.get(0)); // counts for nothing, and breaks nothing
    kept.get(0).release();
  }

  @Test
  void silenceAndRefusalAreSentences() {
    Questions silent = new Questions(1, 2);
    assertThrows(IOException.class, () -> silent.ask(FAST, answering(silent, List.of(0, 1))));
    Questions refused = new Questions(1, 2);
    IOException problem =
        assertThrows(IOException.class, () -> refused.ask(20, message -> !message.release()));
    assertEquals("a message of 20 a second was refused", problem.getMessage());
  }

  @Test
  void sendingKeepsThePace() throws IOException, InterruptedException {
    Questions questions = new Questions(1, 11);
    long start = System.nanoTime();
    questions.ask(100, answering(questions, List.of()));
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertTrue(millis >= 100, "ten distances of 10 ms took " + millis + " ms");
  }
}
