package org.rop2p.testbed.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every module with tests has leak-guard among its libraries, which needs no more to be on. */
class GuardedModulesTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern MODULE = Pattern.compile("<module>([\\w-]+)</module>");
  private static final String GUARD = "leak-guard";

  @Test
  void noModuleIsWithoutLeakGuard() throws IOException {
    String parent = Files.readString(ROOT.resolve("pom.xml"));
    List<String> modules =
        MODULE.matcher(parent).results().map((MatchResult found) -> found.group(1)).toList();
    assertFalse(modules.isEmpty());
    List<String> unguarded = new ArrayList<>();
    for (String module : modules) {
      Path folder = ROOT.resolve(module);
      if (!module.equals(GUARD)
          && Files.isDirectory(folder.resolve("src/test/java"))
          && !Files.readString(folder.resolve("pom.xml"))
              .contains("<artifactId>" + GUARD + "</artifactId>")) {
        unguarded.add(module);
      }
    }
    assertEquals(List.of(), unguarded);
  }
}
