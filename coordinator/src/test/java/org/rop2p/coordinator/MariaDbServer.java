package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A MariaDB of the test's own: a directory, a port and a process that end with it. */
final class MariaDbServer implements AutoCloseable {
  /** Reads only, as the coordinator's user should. */
  static final String READER = "coordinator";

  static final String PASSWORD = "pass-word";

  /** May do everything, and let others, with the same password. */
  static final String ADMIN = "admin";

  static final String DATABASE = "ragnarok";

  private static final long PATIENCE_SECONDS = 60;

  private final Path directory;
  private final Path program;
  private final int port;
  private Process process;

  private MariaDbServer(Path directory, Path program, int port) {
    this.directory = directory;
    this.program = program;
    this.port = port;
  }

  /** Skips the test where MariaDB is not installed. */
  static MariaDbServer start() throws IOException, InterruptedException {
    Optional<Path> server = program("mariadbd");
    Optional<Path> install = program("mariadb-install-db");
    boolean installed = server.isPresent() && install.isPresent();
    if (!installed) {
      System.out.println("Skipped: mariadbd and mariadb-install-db are not installed");
    }
    assumeTrue(installed, "mariadbd and mariadb-install-db are not installed");
    Path directory = Files.createTempDirectory("rop2p-mariadb");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    MariaDbServer database = new MariaDbServer(directory, server.get(), port);
    try {
      database.install(install.get());
      database.resume();
    } catch (IOException | InterruptedException | AssertionError e) {
      database.close();
      throw e;
    }
    return database;
  }

  int port() {
    return port;
  }

  /** Starts it again where it was. Returns when it takes connections. */
  void resume() throws IOException, InterruptedException {
    List<String> command =
        command(
            program,
            "--datadir=" + directory.resolve("data"),
            "--socket=" + directory.resolve("socket"),
            "--pid-file=" + directory.resolve("pid"),
            "--init-file=" + directory.resolve("users.sql"),
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--skip-name-resolve",
            "--innodb-buffer-pool-size=8M",
            "--aria-pagecache-buffer-size=8M",
            "--key-buffer-size=1M");
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    CountDownLatch ready = new CountDownLatch(1);
    List<String> said = new ArrayList<>();
    Thread reader = new Thread(() -> read(process, said, ready), "mariadb-output");
    reader.setDaemon(true);
    reader.start();
    boolean inTime = ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    synchronized (said) {
      if (!inTime || !process.isAlive()) {
        throw new AssertionError("MariaDB does not start: " + said);
      }
    }
  }

  /** Ends the process; the data stay. */
  void stop() {
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    stop();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = new ArrayList<>(walk.toList());
    }
    for (int i = files.size() - 1; i >= 0; i--) {
      Files.delete(files.get(i));
    }
  }

  private void install(Path install) throws IOException, InterruptedException {
    Files.writeString(
        directory.resolve("users.sql"),
        String.join(
            "\n",
            "CREATE DATABASE IF NOT EXISTS " + DATABASE + ";",
            user(READER, "SELECT ON " + DATABASE + ".*", ""),
            user(ADMIN, "ALL ON *.*", " WITH GRANT OPTION"),
            ""));
    Path log = directory.resolve("install.log");
    Process installing =
        new ProcessBuilder(
                command(install, "--datadir=" + directory.resolve("data"), "--skip-test-db"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!installing.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || installing.exitValue() != 0) {
      installing.destroyForcibly();
      throw new AssertionError("MariaDB cannot be set up: " + Files.readString(log));
    }
  }

  private static String user(String name, String rights, String option) {
    String user = "'" + name + "'@'127.0.0.1'";
    return "CREATE USER IF NOT EXISTS "
        + user
        + " IDENTIFIED BY '"
        + PASSWORD
        + "';\nGRANT "
        + rights
        + " TO "
        + user
        + option
        + ";";
  }

  /** Root has to say that it means it. */
  private static List<String> command(Path program, String... options) {
    List<String> command = new ArrayList<>(List.of(program.toString(), "--no-defaults"));
    command.addAll(Arrays.asList(options));
    if (System.getProperty("user.name").equals("root")) {
      command.add("--user=root");
    }
    return command;
  }

  private static void read(Process process, List<String> said, CountDownLatch ready) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (said) {
          said.add(line);
        }
        if (line.contains("ready for connections")) {
          ready.countDown();
        }
      }
    } catch (IOException e) {
      // It was stopped.
    } finally {
      ready.countDown();
    }
  }

  private static Optional<Path> program(String name) {
    String path = System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin";
    return Arrays.stream(path.split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
