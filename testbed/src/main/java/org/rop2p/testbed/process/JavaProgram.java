package org.rop2p.testbed.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a program of ours is started: this JVM's own {@code java}, and what a script would give it.
 *
 * @param jvmOptions what stands before the class path
 * @param mainClass its full name
 */
public record JavaProgram(List<String> jvmOptions, String classPath, String mainClass) {
  public static final String PROXY = "org.rop2p.proxy.cli.Main";
  public static final String COORDINATOR = "org.rop2p.coordinator.Main";

  public JavaProgram {
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** Options in one word, as a shell variable holds them. */
  public static List<String> words(String options) {
    return options.isBlank() ? List.of() : List.of(options.strip().split("\\s+"));
  }

  public List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(arguments);
    return command;
  }
}
