package org.rop2p.leakguard;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class when a Netty buffer was garbage collected without having been released.
 *
 * <p>Registered for every test through {@code META-INF/services} and turned on by {@link
 * LeakGuardSwitch}. A leak is blamed on the class during whose end it was found, so a class that
 * leaves work running may be blamed for another's.
 */
public final class LeakGuard implements BeforeAllCallback, AfterAllCallback {
  private static final List<String> LEAKS = new CopyOnWriteArrayList<>();

  /** Collections that a leaked buffer's reference may need to reach Netty's reference queue. */
  private static final int COLLECTIONS = 2;

  /**
   * Has leaks recorded of all buffers made from now on. Netty asks for a detector when it makes its
   * first buffer: comes too late after that.
   */
  static void install() {
    ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(
        new ResourceLeakDetectorFactory() {
          @Override
          @SuppressWarnings("deprecation")
          public <T> ResourceLeakDetector<T> newResourceLeakDetector(
              Class<T> resource, int samplingInterval, long maxActive) {
            return new Recorder<>(resource, samplingInterval);
          }
        });
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (ResourceLeakDetector.getLevel() != ResourceLeakDetector.Level.PARANOID) {
      throw new IllegalStateException(
          "Leaks go unnoticed from here on: do not lower Netty's leak detection level in a test");
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      System.runFinalization();
      Thread.sleep(5); // lets the collector enqueue references; finding none late is no failure
      pollLeaks();
    }
    if (!LEAKS.isEmpty()) {
      List<String> found = List.copyOf(LEAKS);
      LEAKS.clear();
      throw new AssertionError(found.size() + " leaked buffer(s):\n" + String.join("\n", found));
    }
  }

  /** Netty reports leaks only while it hands out new buffers. */
  private static void pollLeaks() {
    ByteBuf probe = PooledByteBufAllocator.DEFAULT.buffer(1);
    probe.release();
  }

  private static final class Recorder<T> extends ResourceLeakDetector<T> {
    @SuppressWarnings("deprecation")
    Recorder(Class<?> resource, int samplingInterval) {
      super(resource, samplingInterval);
    }

    @Override
    protected boolean needReport() {
      return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
      LEAKS.add(resourceType + ": " + records);
      super.reportTracedLeak(resourceType, records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
      LEAKS.add(resourceType + " (no trace)");
      super.reportUntracedLeak(resourceType);
    }
  }
}
