package org.rop2p.proxy.app;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.rop2p.proxy.web.PageServer;

/** The page of a program, served, which also looks at what happens. Thread-safe. */
public final class OpenPage implements AutoCloseable {
  /** Nothing happens that a person reads faster. */
  private static final long LOOK_MILLIS = 1_000;

  private final PageServer server;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("page-look", true));

  private OpenPage(Program program, int port) throws IOException {
    server = PageServer.open(program, port);
    var unused =
        looks.scheduleWithFixedDelay(
            program::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Serves it.
   *
   * @param port 0: any free one
   * @throws IOException when the port cannot be had
   */
  public static OpenPage of(Program program, int port) throws IOException {
    return new OpenPage(program, port);
  }

  /** For the address line of a browser. */
  public String url() {
    return server.url();
  }

  @Override
  public void close() {
    looks.shutdownNow();
    server.close();
  }
}
