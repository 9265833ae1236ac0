package org.rop2p.testbed.demo.world;

import java.util.List;
import org.rop2p.testbed.process.JavaProgram;

/**
 * Where the programs are that a demo starts. Immutable.
 *
 * @param proxyOptions what {@code scripts/play} gives the JVM
 * @param ownClassPath this program's
 */
public record Programs(
    List<String> proxyOptions,
    String proxyClassPath,
    String coordinatorClassPath,
    String ownClassPath) {
  public Programs {
    proxyOptions = List.copyOf(proxyOptions);
  }

  /** All of them on this JVM's class path. */
  public static Programs ofThisJvm() {
    String own = System.getProperty("java.class.path");
    return new Programs(List.of(), own, own, own);
  }

  JavaProgram proxy() {
    return new JavaProgram(proxyOptions, proxyClassPath, JavaProgram.PROXY);
  }

  /** The proxy with a line that can be broken. */
  JavaProgram weakProxy() {
    return new JavaProgram(proxyOptions, ownClassPath, WeakLinePlay.class.getName());
  }

  JavaProgram coordinator() {
    return new JavaProgram(List.of(), coordinatorClassPath, JavaProgram.COORDINATOR);
  }
}
