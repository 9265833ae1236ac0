package org.rop2p.proxy.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Files that change together or not at all. Whatever needs room on the disk is done beside them
 * first; then they only change names, and can change them back. A link to a file stays a link.
 */
final class FileChange implements AutoCloseable {
  private static final String NEW = ".ro-p2p-new";
  private static final String OLD = ".ro-p2p-old";

  /**
   * One file.
   *
   * @param fresh what it is to be
   * @param old the same as it is; null: it is not there
   */
  private record Step(Path file, Path fresh, Path old) {}

  private final Disk disk;
  private final Deque<Path> folders = new ArrayDeque<>();
  private final Deque<Path> beside = new ArrayDeque<>();
  private final Deque<Step> steps = new ArrayDeque<>();
  private boolean done;

  FileChange(Disk disk) {
    this.disk = disk;
  }

  /** Writes a file, or replaces it, once all others can be written, too. */
  void write(Path file, byte[] bytes) throws IOException {
    makeFolder(file.toAbsolutePath().getParent());
    Path target = Files.exists(file) ? file.toRealPath() : file;
    Path fresh = beside(target, NEW, bytes);
    Path old = null;
    if (Files.exists(target)) {
      keepRights(target, fresh);
      old = beside(target, OLD, Files.readAllBytes(target));
      keepRights(target, old);
    }
    steps.add(new Step(target, fresh, old));
  }

  /**
   * Changes all of them.
   *
   * @throws IOException then all is as it was, or, where the disk does not even allow that, as far
   *     as it could be put back from the last file on: what was written before one stays with it
   */
  void commit() throws IOException {
    Deque<Step> changed = new ArrayDeque<>();
    try {
      for (Step step : steps) {
        disk.rename(step.fresh(), step.file());
        changed.push(step);
      }
    } catch (IOException e) {
      takeBack(changed, e);
      throw e;
    }
    done = true;
  }

  /** Leaves nothing beside the files, and what was not committed as it was. */
  @Override
  public void close() {
    beside.forEach(this::removed);
    if (!done) {
      folders.forEach(this::removed);
    }
  }

  private void takeBack(Iterable<Step> changed, IOException why) {
    try {
      for (Step step : changed) {
        if (step.old() == null) {
          disk.remove(step.file());
        } else {
          disk.rename(step.old(), step.file());
        }
      }
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  private void makeFolder(Path folder) throws IOException {
    if (folder != null && !Files.isDirectory(folder)) {
      makeFolder(folder.getParent());
      disk.makeFolder(folder);
      folders.push(folder);
    }
  }

  private Path beside(Path file, String suffix, byte[] bytes) throws IOException {
    Path path = file.resolveSibling(file.getFileName() + suffix);
    beside.push(path);
    disk.write(path, bytes);
    return path;
  }

  private static void keepRights(Path from, Path to) throws IOException {
    if (from.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    }
  }

  /** Whoever finds it there later can do without it. */
  private void removed(Path path) {
    try {
      disk.remove(path);
    } catch (IOException e) {
      // A folder with something else in it, or a file that the disk keeps.
    }
  }
}
