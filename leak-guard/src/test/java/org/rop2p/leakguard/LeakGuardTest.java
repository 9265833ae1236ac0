package org.rop2p.leakguard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs test classes inside a test, with nothing but this module on the class path to guard them.
 */
class LeakGuardTest {
  /** When the collector finds a buffer is its own business: in nearly every run, in the first. */
  private static final int RUNS = 50;

  /** Netty's own report of each leak; nobody who reads a build is to take it for a failure. */
  private static final Logger REPORTS = Logger.getLogger(ResourceLeakDetector.class.getName());

  /** Not found by the build: its name does not end in Test. */
  static final class Leaky {
    @Test
    void forgetsToRelease() {
      PooledByteBufAllocator.DEFAULT.buffer(1).writeByte(1);
    }
  }

  /** As above. */
  static final class Tidy {
    @Test
    void releases() {
      PooledByteBufAllocator.DEFAULT.buffer(1).writeByte(1).release();
    }
  }

  @BeforeEach
  void quiet() {
    REPORTS.setLevel(Level.OFF);
  }

  @AfterEach
  void on() {
    REPORTS.setLevel(null);
    System.setProperty(LeakGuardSwitch.AUTODETECTION, "true");
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
  }

  /** As when the build says nothing of extensions and leak detection, or something else. */
  @ParameterizedTest(name = "autodetection {0}")
  @NullSource
  @ValueSource(strings = {"true", "false"})
  void aLeakFailsTheRunWhateverTheBuildSays(String autodetection) {
    for (int i = 0; i < RUNS; i++) {
      says(autodetection);
      TestExecutionSummary leaky = run(Leaky.class);
      assertEquals(1, leaky.getTestsSucceededCount(), "nothing else is wrong with it");
      if (leaky.getTotalFailureCount() > 0) {
        assertEquals(1, leaky.getContainersFailedCount());
        assertTrue(failures(leaky).contains("leaked buffer(s)"), failures(leaky));
        assertTrue(failures(leaky).contains("forgetsToRelease"), "who made it is told");
        return;
      }
    }
    throw new AssertionError(RUNS + " leaks went unnoticed");
  }

  @Test
  void whoReleasesIsNotBlamed() {
    TestExecutionSummary tidy = run(Tidy.class);
    assertEquals(1, tidy.getTestsSucceededCount());
    assertEquals(0, tidy.getTotalFailureCount(), () -> failures(tidy));
  }

  private static void says(String autodetection) {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    if (autodetection == null) {
      System.clearProperty(LeakGuardSwitch.AUTODETECTION);
    } else {
      System.setProperty(LeakGuardSwitch.AUTODETECTION, autodetection);
    }
  }

  private static TestExecutionSummary run(Class<?> tests) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build(),
            listener);
    return listener.getSummary();
  }

  private static String failures(TestExecutionSummary summary) {
    StringWriter text = new StringWriter();
    summary.printFailuresTo(new PrintWriter(text), Integer.MAX_VALUE);
    return text.toString();
  }
}
