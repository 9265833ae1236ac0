package org.rop2p.proxy.app;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The player's browser, which is asked to show a page. */
public final class Browser {
  private static final Logger log = LoggerFactory.getLogger(Browser.class);

  private Browser() {}

  /** Shows the page; where no browser can be started the address stands in the log. */
  public static void show(String url) {
    try {
      Process started =
          new ProcessBuilder(command(System.getProperty("os.name"), url))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      started.getOutputStream().close();
    } catch (IOException e) {
      log.info("Open {} in your browser", url);
    }
  }

  /** What the system calls showing something; Java's own way would load a whole desktop. */
  static List<String> command(String system, String url) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return List.of("rundll32", "url.dll,FileProtocolHandler", url);
    }
    return List.of(name.startsWith("mac") ? "open" : "xdg-open", url);
  }
}
