package org.rop2p.proxy.classes;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the archive of classes that the launchers give Java at the next start, by a process of its
 * own, once for each Java and each set of libraries. Whatever fails costs a line of the log at
 * level debug.
 */
public final class ClassArchive {
  private static final Logger log = LoggerFactory.getLogger(ClassArchive.class);

  /** As the launchers say where it is; without it none is made. */
  private static final String PROPERTY = "ro-p2p.classes";

  /** The start itself and the game's come first. */
  private static final long DELAY_SECONDS = 10;

  /** A slow machine that is busy; then it is given up. */
  private static final long PATIENCE_SECONDS = 120;

  private static final String PREFIX = "classes-";
  private static final String SUFFIX = ".new";

  private final Path archive;
  private final String classPath;
  private final List<String> main;
  private final long patienceMillis;

  ClassArchive(Path archive, String classPath, List<String> main, long patienceMillis) {
    this.archive = archive;
    this.classPath = classPath;
    this.main = main;
    this.patienceMillis = patienceMillis;
  }

  /**
   * Makes it in a while, on a thread of its own, if the launcher has named a place.
   *
   * @param main class with its arguments: starts the program, ends by itself
   */
  public static void makeSoon(String... main) {
    String named = System.getProperty(PROPERTY);
    if (named == null) {
      return;
    }
    ClassArchive wanted =
        new ClassArchive(
            Path.of(named).toAbsolutePath(),
            System.getProperty("java.class.path"),
            List.of(main),
            TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    Thread thread = new Thread(wanted::makeLater, "class-archive");
    thread.setDaemon(true);
    thread.start();
  }

  private void makeLater() {
    try {
      TimeUnit.SECONDS.sleep(DELAY_SECONDS);
      make();
    } catch (IOException | RuntimeException e) {
      log.debug("No archive of classes is made: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Makes it unless it is there or could not be made before; blocks.
   *
   * @return whether one has been made
   * @throws IOException when the folder cannot be written
   */
  boolean make() throws IOException, InterruptedException {
    String origin = Origin.of(classPath);
    if (Made.read(archive).settles(origin, archive.toFile().length())) {
      return false;
    }
    removeLeftovers();
    Path fresh = unfinished();
    try {
      boolean made = train(fresh);
      Files.deleteIfExists(Made.beside(archive)); // no launcher takes what is not whole
      if (made) {
        put(fresh, archive);
      }
      Path said = unfinished();
      Files.writeString(said, new Made(made ? archive.toFile().length() : 0, origin).text());
      put(said, Made.beside(archive));
      log.debug("The archive of classes is {}", made ? "made" : "not to be had here");
      return made;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private Path unfinished() throws IOException {
    return Files.createTempFile(archive.getParent(), PREFIX, SUFFIX);
  }

  /** Of a program that was ended meanwhile; what is young may be another's, who makes one now. */
  private void removeLeftovers() throws IOException {
    long old = System.currentTimeMillis() - 2 * patienceMillis;
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(archive.getParent(), PREFIX + "*" + SUFFIX)) {
      for (Path each : all) {
        if (Files.getLastModifiedTime(each).toMillis() < old) {
          Files.deleteIfExists(each);
        }
      }
    }
  }

  private boolean train(Path fresh) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(Training.command(fresh, classPath, main))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    // Its input ends with us, and it with that.
    try {
      return process.waitFor(patienceMillis, TimeUnit.MILLISECONDS)
          && process.exitValue() == 0
          && Files.size(fresh) > 0;
    } finally {
      process.destroyForcibly();
    }
  }

  private static void put(Path from, Path to) throws IOException {
    File file = from.toFile();
    if (!file.setWritable(true)) { // Java makes it read-only, and Windows would keep it so
      throw new IOException(from + " cannot be made writable");
    }
    try (FileChannel channel = FileChannel.open(from, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException(to + " cannot be replaced at once", e);
    }
  }
}
