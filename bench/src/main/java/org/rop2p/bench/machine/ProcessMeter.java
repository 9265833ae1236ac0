package org.rop2p.bench.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * CPU time and memory of a process, from /proc. CPU is the sum of its threads' schedstat, which
 * counts nanoseconds where /proc/PID/stat counts hundredths of a second. Linux only.
 */
public final class ProcessMeter {
  private static final String RESIDENT = "VmRSS:";
  private static final int KIB = 1024;

  private final Path process;

  /** What each thread had used when last seen; a thread that has ended keeps its share. */
  private final Map<String, Long> cpuByThread = new HashMap<>();

  public ProcessMeter(long pid) {
    this.process = Path.of("/proc", Long.toString(pid));
  }

  /** User and system time of all threads since the start of the process. */
  public long cpuNanos() throws IOException {
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
      for (Path thread : threads) {
        try {
          String stat = Files.readString(thread.resolve("schedstat"));
          cpuByThread.put(
              thread.getFileName().toString(), Long.valueOf(stat.substring(0, stat.indexOf(' '))));
        } catch (NoSuchFileException e) {
          // The thread has just ended.
        }
      }
    }
    return cpuByThread.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Memory that is in RAM now, in bytes. */
  public long residentBytes() throws IOException {
    return Files.readAllLines(process.resolve("status")).stream()
        .filter(line -> line.startsWith(RESIDENT))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .map(kib -> kib * KIB)
        .findFirst()
        .orElseThrow(() -> new IOException(process + " is gone"));
  }
}
