package org.rop2p.proxy.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks the system who listens on a port. Linux and Windows say it; elsewhere nobody does. */
public final class PortOwners {
  private static final long COMMAND_SECONDS = 3;

  /** One of the arguments of a ro-p2p, as its launchers start it. */
  private static final String MAIN_CLASS = "org.rop2p.proxy.cli.Main";

  private static final int MAX_OUTPUT = 1 << 20;

  private PortOwners() {}

  /** The owner as far as the system tells; blocks for seconds at most, never throws. */
  public static PortOwner find(int port) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    try {
      if (system.contains("windows")) {
        return onWindows(port);
      }
      return system.contains("linux") ? onLinux(port) : PortOwner.UNKNOWN;
    } catch (IOException | UncheckedIOException | SecurityException e) {
      return PortOwner.UNKNOWN;
    }
  }

  private static PortOwner onLinux(int port) throws IOException {
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      Path file = Path.of(table);
      if (Files.isReadable(file)) {
        Optional<PortTables.Socket> socket = PortTables.linux(Files.readAllLines(file), port);
        if (socket.isPresent()) {
          return holder(socket.get());
        }
      }
    }
    return PortOwner.UNKNOWN;
  }

  /** Descriptors of other users' processes are not shown. */
  private static PortOwner holder(PortTables.Socket socket) throws IOException {
    String link = "socket:[%d]".formatted(socket.inode());
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
      for (Path process : processes) {
        if (holds(process, link)) {
          String name = Files.readString(process.resolve("comm")).strip();
          PortOwner owner =
              new PortOwner(
                  Long.parseLong(process.getFileName().toString()), name, socket.everywhere());
          return isOurs(process) ? owner.asRoP2p() : owner;
        }
      }
    }
    return new PortOwner(0, "", socket.everywhere());
  }

  private static boolean isOurs(Path process) throws IOException {
    String arguments = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
    return List.of(arguments.split("\0", -1)).contains(MAIN_CLASS);
  }

  private static boolean holds(Path process, String link) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        if (Files.readSymbolicLink(descriptor).toString().equals(link)) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return false; // it has ended, or is another user's
    }
    return false;
  }

  private static PortOwner onWindows(int port) throws IOException {
    Optional<PortOwner> owner =
        PortTables.windows(output("netstat", "-ano", "-p", "TCP"), port)
            .or(() -> PortTables.windows(outputOrNone("netstat", "-ano", "-p", "TCPv6"), port));
    if (owner.isEmpty()) {
      return PortOwner.UNKNOWN;
    }
    long process = owner.get().process();
    return PortTables.task(
            output("tasklist", "/FI", "PID eq " + process, "/FO", "CSV", "/NH"), process)
        .map(owner.get()::named)
        .orElse(owner.get());
  }

  private static List<String> outputOrNone(String... command) {
    try {
      return output(command);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<String> output(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start();
    process.getOutputStream().close();
    CompletableFuture<byte[]> bytes =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return process.getInputStream().readNBytes(MAX_OUTPUT);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    byte[] said =
        bytes
            .completeOnTimeout(new byte[0], COMMAND_SECONDS, TimeUnit.SECONDS)
            .exceptionally(problem -> new byte[0])
            .join();
    process.destroyForcibly();
    return new String(said, Charset.defaultCharset()).lines().toList();
  }
}
