package org.rop2p.transport.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The router that this machine sends to the internet by. */
public final class DefaultGateway {
  private static final Logger LOG = LoggerFactory.getLogger(DefaultGateway.class);

  /** A few rows are usual; a machine with a routing table beyond it is no player's. */
  private static final int MAX_OUTPUT = 256 * 1024;

  private static final long TIMEOUT_SECONDS = 3;

  private DefaultGateway() {}

  /** Asks the system: blocks, for a few seconds at worst. Empty if there is none or no telling. */
  public static Optional<Inet4Address> find() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    try {
      if (system.startsWith("windows")) {
        // By its full name: no other program is to be taken for it.
        Path root = Path.of(Objects.requireNonNullElse(System.getenv("SystemRoot"), "C:\\Windows"));
        Path route = root.resolve("System32").resolve("route.exe");
        return RouteTables.windows(output(List.of(route.toString(), "print", "-4")));
      }
      if (system.startsWith("mac")) {
        return RouteTables.mac(output(List.of("/sbin/route", "-n", "get", "default")));
      }
      try (InputStream table = Files.newInputStream(Path.of("/proc/net/route"))) {
        return RouteTables.linux(read(table), ByteOrder.nativeOrder());
      }
    } catch (IOException e) {
      LOG.debug("The default gateway is not known", e);
      return Optional.empty();
    }
  }

  /** What a command prints, as far as it got in time. */
  static String output(List<String> command) throws IOException {
    Path printed = Files.createTempFile("routes", ".txt");
    try {
      // Into a file: a pipe is read to its end, however long that takes.
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(printed.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      try {
        process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        process.destroyForcibly();
      }
      try (InputStream table = Files.newInputStream(printed)) {
        return read(table);
      }
    } finally {
      Files.deleteIfExists(printed);
    }
  }

  /** Addresses and numbers are ASCII in every code page. */
  private static String read(InputStream table) throws IOException {
    return new String(table.readNBytes(MAX_OUTPUT), StandardCharsets.ISO_8859_1);
  }
}
