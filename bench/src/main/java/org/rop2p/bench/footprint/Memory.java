package org.rop2p.bench.footprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Memory of a process, bytes, as {@code /proc/PID/status} has it.
 *
 * @param resident in RAM now: the sum of the next two and shared memory
 * @param own of the process alone
 * @param ofFiles of files, which other processes may share
 * @param peak the most that was resident since its start
 */
record Memory(long resident, long own, long ofFiles, long peak) {
  private static final int KIB = 1_024;

  /**
   * Reads it. Linux only.
   *
   * @throws IOException if the process is gone
   */
  static Memory of(long pid) throws IOException {
    return parse(Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")));
  }

  /**
   * Takes it from the lines of a status file.
   *
   * @throws IOException if one of its lines is missing, as those of a dead process are
   */
  static Memory parse(List<String> status) throws IOException {
    return new Memory(
        bytes(status, "VmRSS:"),
        bytes(status, "RssAnon:"),
        bytes(status, "RssFile:"),
        bytes(status, "VmHWM:"));
  }

  private static long bytes(List<String> status, String label) throws IOException {
    for (String line : status) {
      if (line.startsWith(label)) {
        return KIB * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("there is no " + label + " of the measured proxy: it is gone");
  }
}
