package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rop2p.coordinator.config.Overrides;

/** The commands of a document, and what it says that they say. */
final class GuideCommands {
  private static final Pattern RUNNABLE =
      Pattern.compile("```bash\n# runnable\n(.*?)```", Pattern.DOTALL);
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  /** A command, and what is in its output. */
  private static final Pattern SAYS = Pattern.compile("^.* # says (.*)$", Pattern.MULTILINE);

  /** What a document configures, on a free port of this machine. */
  static final Overrides ANY_PORT =
      new Overrides(
          Optional.of("127.0.0.1"),
          Optional.of(0),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);

  private static final int PATIENCE_SECONDS = 60;

  final String text;
  private final Path folder;

  /**
   * A document of the folder {@code docs}.
   *
   * @param folder where its commands run
   */
  GuideCommands(String name, Path folder) throws IOException {
    this.text = Files.readString(Path.of("..", "docs", name));
    this.folder = folder;
  }

  List<String> runnable() {
    return all(RUNNABLE, text, 1);
  }

  List<String> yaml() {
    return all(YAML, text, 1);
  }

  /** Runs a block, and holds it to what it says. */
  void runAndCompare(String block, int coordinator, Map<String, String> environment)
      throws Exception {
    assertSays(run(block, coordinator, environment), all(SAYS, block, 1));
  }

  /** What the commands said; each must succeed. */
  String run(String commands, int coordinator, Map<String, String> environment) throws Exception {
    String here =
        commands
            .replace("localhost:8001", "127.0.0.1:" + coordinator)
            .replace("/etc/ro-p2p", folder.resolve("etc").toString());
    ProcessBuilder builder =
        new ProcessBuilder(Installed.program("bash"), "-euo", "pipefail", "-c", here)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), said);
    return said;
  }

  /** In this order. */
  static void assertSays(String said, List<String> parts) {
    int from = 0;
    for (String part : parts) {
      int at = said.indexOf(part, from);
      assertTrue(at >= 0, part + " is not in " + said.substring(from));
      from = at + part.length();
    }
  }

  static List<String> all(Pattern pattern, String text, int group) {
    Matcher matcher = pattern.matcher(text);
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(group));
    }
    return found;
  }
}
