package org.rop2p.leakguard;

import io.netty.util.ResourceLeakDetector;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Turns the {@link LeakGuard} on before the first test is looked for, wherever this module is on
 * the class path of a test run: no option of a build or of an IDE has to be remembered, and none
 * that is set can turn it off unnoticed.
 */
public final class LeakGuardSwitch implements LauncherSessionListener {
  /** Jupiter registers extensions from {@code META-INF/services} only when this is set. */
  static final String AUTODETECTION = "junit.jupiter.extensions.autodetection.enabled";

  /** Enough to see who had the buffer last; Netty's default of 4 rarely shows it. */
  private static final String RECORDS = "20";

  /** Vert.x turns leak detection off, unless somebody has set this. */
  private static final String LEVEL = "io.netty.leakDetection.level";

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    System.setProperty(AUTODETECTION, "true");
    System.setProperty(LEVEL, "paranoid");
    System.setProperty("io.netty.leakDetection.targetRecords", RECORDS);
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    LeakGuard.install();
  }
}
