package org.rop2p.proxy.classes;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What an archive of classes fits: one build of Java, and the same libraries in one place. */
final class Origin {
  private static final List<String> JAVA =
      List.of("java.vm.name", "java.vm.version", "java.home", "os.arch");

  private Origin() {}

  /** Of this Java and a class path. */
  static String of(String classPath) {
    StringBuilder all = new StringBuilder();
    JAVA.forEach(name -> all.append(System.getProperty(name)).append('\n'));
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      File library = new File(entry);
      all.append("%s %d %d%n".formatted(entry, library.length(), library.lastModified()));
    }
    return digest(all.toString());
  }

  private static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
