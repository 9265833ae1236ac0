package org.rop2p.bench.world;

import java.util.List;
import org.rop2p.testbed.process.JavaProgram;
import picocli.CommandLine.Option;

/** Where the programs are that a benchmark starts, as options of its command. */
public final class Programs {
  /** Where scripts/bench, which gives those of scripts/play, was not asked. No leak detector. */
  private static final String PLAY_FLAGS =
      "-XX:+UseSerialGC -Xms16m -Xmx256m -Dio.netty.leakDetection.level=disabled";

  private static final String OWN_CLASS_PATH = System.getProperty("java.class.path");

  @Option(
      names = "--jvm-flags",
      paramLabel = "FLAGS",
      defaultValue = PLAY_FLAGS,
      description = "For proxy processes (default: \"${DEFAULT-VALUE}\").")
  private String jvmFlags;

  @Option(
      names = "--proxy-classpath",
      paramLabel = "PATH",
      description = "Where the proxy's classes are (default: those of this program).")
  private String proxyClassPath = OWN_CLASS_PATH;

  @Option(
      names = "--coordinator-classpath",
      paramLabel = "PATH",
      description = "Where the coordinator's classes are (default: those of this program).")
  private String coordinatorClassPath = OWN_CLASS_PATH;

  /** The player's proxy, as it is shipped. */
  public JavaProgram proxy() {
    return new JavaProgram(flags(), proxyClassPath, JavaProgram.PROXY);
  }

  /** A proxy with something of the benchmark's built in, with the same flags. */
  public JavaProgram proxy(Class<?> main) {
    return new JavaProgram(flags(), OWN_CLASS_PATH, main.getName());
  }

  /** For proxy processes, in one string. */
  public String jvmFlags() {
    return jvmFlags;
  }

  /** The service, as it is shipped. */
  public JavaProgram coordinator() {
    return new JavaProgram(List.of(), coordinatorClassPath, JavaProgram.COORDINATOR);
  }

  /** A program of the benchmark's own. */
  public static JavaProgram own(Class<?> main, String... jvmOptions) {
    return new JavaProgram(List.of(jvmOptions), OWN_CLASS_PATH, main.getName());
  }

  private List<String> flags() {
    return JavaProgram.words(jvmFlags);
  }
}
