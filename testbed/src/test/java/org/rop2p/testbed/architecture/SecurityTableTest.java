package org.rop2p.testbed.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that {@code docs/security.md} points to are there; each attack has one. */
class SecurityTableTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)#(\\w+)`");
  private static final Pattern ATTACK = Pattern.compile("\\| (\\d+) \\|.*");
  private static final int ATTACKS = 30;

  @Test
  void everyTestIsThere() throws IOException {
    List<String> gone = new ArrayList<>();
    for (MatchResult named : TEST.matcher(document()).results().toList()) {
      if (!isTest(named.group(1), named.group(2))) {
        gone.add(named.group());
      }
    }
    assertEquals(List.of(), gone);
  }

  @Test
  void everyAttackHasOne() throws IOException {
    List<String> attacks =
        document().lines().filter(line -> ATTACK.matcher(line).matches()).toList();
    assertTrue(attacks.size() >= ATTACKS, attacks.size() + " attacks");
    assertEquals(List.of(), attacks.stream().filter(line -> !TEST.matcher(line).find()).toList());
    assertEquals(
        IntStream.rangeClosed(1, attacks.size()).boxed().toList(),
        attacks.stream().map(line -> Integer.valueOf(line.split(" ", 3)[1])).toList());
  }

  private static boolean isTest(String type, String method) throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path tests : modules.map(module -> module.resolve("src/test/java")).toList()) {
        if (Files.isDirectory(tests) && declares(tests, type, method)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean declares(Path tests, String type, String method) throws IOException {
    try (Stream<Path> files = Files.walk(tests)) {
      for (Path file : files.filter(path -> path.endsWith(type + ".java")).toList()) {
        if (Files.readString(file).contains(" void " + method + "(")) {
          return true;
        }
      }
    }
    return false;
  }

  private static String document() throws IOException {
    return Files.readString(ROOT.resolve("docs/security.md"));
  }
}
