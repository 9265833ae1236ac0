package org.rop2p.proxy.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The files the page is made of, from the class path. Thread-safe. */
final class StaticFiles {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}\\.(html|css|js|svg|png)");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png");

  private final Map<String, Optional<Reply>> read = new ConcurrentHashMap<>();

  /** The file of that path, {@code /} being the page itself; empty when there is none. */
  Optional<Reply> get(String path) {
    String name = path.equals("/") ? "index.html" : path.substring(1);
    return NAME.matcher(name).matches()
        ? read.computeIfAbsent(name, StaticFiles::load)
        : Optional.empty();
  }

  private static Optional<Reply> load(String name) {
    try (InputStream in = StaticFiles.class.getResourceAsStream(name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(
              new Reply(
                  200, TYPES.get(name.substring(name.lastIndexOf('.') + 1)), in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
