package org.rop2p.testbed;

import org.rop2p.testbed.demo.world.Programs;
import org.rop2p.testbed.process.JavaProgram;
import picocli.CommandLine.Option;

/** Where the programs are that a demo starts, as scripts say it. */
final class StartedPrograms {
  @Option(
      names = "--proxy-jvm",
      paramLabel = "OPTIONS",
      defaultValue = "",
      description = "JVM options of proxy processes, in one word, as scripts/play has them.")
  private String proxyJvm;

  @Option(
      names = "--proxy-classpath",
      paramLabel = "PATH",
      description = "Where the proxy's classes are (default: those of this program).")
  private String proxyClassPath = System.getProperty("java.class.path");

  @Option(
      names = "--coordinator-classpath",
      paramLabel = "PATH",
      description = "Where the coordinator's classes are (default: those of this program).")
  private String coordinatorClassPath = System.getProperty("java.class.path");

  Programs programs() {
    return new Programs(
        JavaProgram.words(proxyJvm),
        proxyClassPath,
        coordinatorClassPath,
        System.getProperty("java.class.path"));
  }
}
