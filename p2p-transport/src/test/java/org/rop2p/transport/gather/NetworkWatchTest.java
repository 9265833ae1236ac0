package org.rop2p.transport.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.IceCandidate;

/** What a look at the network tells. */
final class NetworkWatchTest {
  private final List<String> told = new ArrayList<>();
  private final List<Runnable> loop = new ArrayList<>();
  private long wall = 1_000_000;
  private boolean systemFails;
  private final NetworkWatch watch =
      new NetworkWatch(
          this::scan, () -> wall, loop::add, found -> told.add("seen"), () -> told.add("slept"));

  @Test
  void everyLookIsToldOnTheLoop() {
    look(NetworkWatch.INTERVAL_MILLIS);
    assertEquals(List.of(), told, "not on the thread that looks");
    runLoop();
    assertEquals(List.of("seen"), told);
  }

  @Test
  void aMachineThatHasSleptIsNoticedAndAClockThatIsSetBackIsNot() {
    look(NetworkWatch.SLEPT_MILLIS - 1);
    look(NetworkWatch.SLEPT_MILLIS);
    look(-3_600_000);
    look(NetworkWatch.INTERVAL_MILLIS);
    runLoop();
    assertEquals(List.of("seen", "slept", "seen", "seen", "seen"), told);
  }

  /** A timer forgets a task that throws. */
  @Test
  void aSystemThatDoesNotTellIsAskedAgain() {
    systemFails = true;
    look(1);
    systemFails = false;
    look(1);
    runLoop();
    assertEquals(List.of("seen"), told);
  }

  private void look(long later) {
    wall += later;
    watch.look();
  }

  private void runLoop() {
    loop.forEach(Runnable::run);
    loop.clear();
  }

  private List<IceCandidate> scan() {
    if (systemFails) {
      throw new UncheckedIOException(new IOException("no"));
    }
    return List.of();
  }
}
