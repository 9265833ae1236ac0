package org.rop2p.proxy.peer.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.client.CoordinatorException;

/** Coordinators a, b and c, each answering with an HTTP status, 0 being none. */
class FailoverTest {
  private final Failover<String> bob = Failover.of(List.of("a", "b", "c"));
  private final Map<String, Integer> status = new HashMap<>(Map.of("a", 200, "b", 200, "c", 200));
  private final List<String> asked = new ArrayList<>();

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // statuses   asked   answer, or the status it fails with; asked first next time
    "200 200 200, a,     a,   a",
    "0   200 200, a b,   b,   b",
    "503 200 200, a b,   b,   b",
    "502 504 200, a b c, c,   c",
    "0   0   503, a b c, 503, a",
    "401 200 200, a,     401, a",
    "403 200 200, a,     403, a",
    "409 200 200, a,     409, a",
    "500 200 200, a,     500, a",
    "0   401 200, a b,   401, b"
  })
  void theNextIsTriedAtOnce(String statuses, String order, String answer, String next) {
    answering(statuses);
    assertEquals(answer, ask(bob));
    assertEquals(order, String.join(" ", asked));
    assertEquals(next, bob.current());
  }

  @Test
  void whoHasGoneOnStaysThereAndOthersBeginThere() {
    answering("0 200 200");
    ask(bob);
    answering("200 200 200");
    assertEquals("b", ask(bob));
    assertEquals("b", ask(bob.another()));
    answering("200 0 0");
    assertEquals("a", ask(bob), "after the last comes the first");
  }

  @Test
  void oneThatIsBeingStoppedOrDoesNotAnswerIsLeft() {
    bob.elsewhere();
    assertEquals("b", ask(bob));
    assertEquals("b", ask(Failover.of(List.of("b"))));
    Failover<String> only = Failover.of(List.of("b"));
    only.elsewhere();
    assertEquals("b", ask(only), "there is no other");
  }

  @Test
  void anAnswerThatComesTooLateMovesNobody() {
    CompletableFuture<String> late = new CompletableFuture<>();
    CompletableFuture<String> answer = bob.ask(node -> node.equals("a") ? late : answer(node));
    bob.elsewhere();
    bob.elsewhere();
    assertEquals("c", bob.current());
    late.completeExceptionally(refusal(503));
    assertEquals("b", answer.join());
    assertEquals("c", bob.current());
  }

  private void answering(String statuses) {
    String[] each = statuses.split(" +", -1);
    for (int i = 0; i < each.length; i++) {
      status.put(List.of("a", "b", "c").get(i), Integer.valueOf(each[i]));
    }
  }

  private String ask(Failover<String> who) {
    asked.clear();
    CompletableFuture<String> answer = who.ask(this::answer);
    if (!answer.isCompletedExceptionally()) {
      return answer.join();
    }
    CompletionException failure = assertThrows(CompletionException.class, answer::join);
    return String.valueOf(((CoordinatorException) failure.getCause()).status());
  }

  private CompletableFuture<String> answer(String node) {
    asked.add(node);
    return status.get(node) == 200
        ? CompletableFuture.completedFuture(node)
        : CompletableFuture.failedFuture(refusal(status.get(node)));
  }

  private static CoordinatorException refusal(int status) {
    return new CoordinatorException(status, "unavailable", "no", null);
  }
}
