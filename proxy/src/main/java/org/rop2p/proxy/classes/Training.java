package org.rop2p.proxy.classes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the process is started whose classes become the archive. */
final class Training {
  /** Lowers the priority where it is there; Windows has no such program. */
  private static final Path NICE = Path.of("/usr/bin/nice");

  private static final String NO_UNSAFE = "io.netty.noUnsafe";

  private Training() {}

  /**
   * Its command.
   *
   * @param main with its arguments
   */
  static List<String> command(Path archive, String classPath, List<String> main) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(NICE)) {
      command.addAll(List.of(NICE.toString(), "-n", "19"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Those of lib/java.options that Java compares; else as little as it takes.
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:ActiveProcessorCount=1",
            "-XX:TieredStopAtLevel=1",
            "-XX:ArchiveClassesAtExit=" + archive));
    String noUnsafe = System.getProperty(NO_UNSAFE);
    if (noUnsafe != null) {
      command.add("-D%s=%s".formatted(NO_UNSAFE, noUnsafe));
    }
    command.add("-cp");
    command.add(classPath);
    command.addAll(main);
    return command;
  }
}
