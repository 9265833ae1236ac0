package org.rop2p.testbed.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the documents tell a person to type is typed, and does what they say; or there is a
 * reason why not.
 */
@EnabledOnOs(OS.LINUX)
class DocumentedCommandsTest {
  private static final Path ROOT = DocumentedCommands.ROOT;
  private static final List<Typed> TYPED = Typed.ALL;
  private static final List<Excused> EXCUSED = Excused.ALL;
  private static final Pattern SCRIPT = Pattern.compile("scripts/[a-z0-9-]+\\b(?!\\.|/)");

  /** Starts what is not among the classes of this test. */
  private static final String BENCH = "scripts/bench";

  private static final String REPEATING_JAVA = "#!/bin/sh\necho \"$*\"\n";

  private static Surroundings surroundings;

  @TempDir private Path folder;

  @BeforeAll
  static void open() throws IOException {
    surroundings = new Surroundings();
  }

  @AfterAll
  static void close() {
    surroundings.close();
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("TYPED")
  void doesWhatIsSaid(Typed typed) throws Exception {
    Terminal terminal = surroundings.sitDown(folder);
    if (!terminal.has(typed.program())) {
      String why = typed.program() + " is not installed: '" + typed + "' is not typed";
      System.err.println(why);
      Assumptions.abort(why);
    }
    assertSucceeds(terminal, typed.first());
    String command = surroundings.meant(typed.command());
    Terminal.Answer answer =
        typed.endless()
            ? terminal.typeUntil(command, typed.says(), typed.then())
            : terminal.type(command);
    assertTrue(answer.said().contains(typed.says()), answer::toString);
    assertEquals(typed.code(), answer.code(), answer::toString);
    assertSucceeds(terminal, typed.then());
  }

  private static void assertSucceeds(Terminal terminal, String line) throws Exception {
    Terminal.Answer answer = terminal.type(line);
    assertEquals(0, answer.code(), () -> line + ": " + answer);
  }

  @ParameterizedTest(name = "{0} --help")
  @MethodSource("scripts")
  void explainsItself(String script) throws Exception {
    Terminal.Answer answer = surroundings.sitDown(folder).type(script + " --help");
    assertTrue(answer.said().startsWith("Usage: "), answer::toString);
    assertEquals(0, answer.code(), answer::toString);
  }

  static Set<String> scripts() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("scripts"))) {
      return files
          .filter(Files::isRegularFile)
          .map(script -> ROOT.relativize(script).toString())
          .filter(script -> !script.equals(BENCH))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Of what is not typed; the refusal names the first word that is unknown, or all. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("notTyped")
  void itsWordsAreKnown(String command) throws Exception {
    Terminal.Answer answer =
        surroundings.sitDown(folder).type(surroundings.meant(command) + " --no-such-option");
    assertTrue(
        Pattern.compile("[Uu]nknown option:? '--no-such-option'").matcher(answer.said()).find(),
        answer::toString);
    assertEquals(2, answer.code(), answer::toString);
  }

  static Set<String> notTyped() throws IOException {
    return DocumentedCommands.all().keySet().stream()
        .filter(command -> command.startsWith("scripts/") && !command.startsWith(BENCH))
        .filter(command -> TYPED.stream().noneMatch(typed -> typed.command().equals(command)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theScriptOfTheBenchesPassesOnWhatItIsTold() throws Exception {
    Terminal terminal = surroundings.sitDown(folder);
    new Place(folder).putProgram("bin/java", REPEATING_JAVA);
    Terminal.Answer answer = terminal.type(BENCH + " lanes --servers '30 60' --help");
    assertTrue(
        answer.said().contains("org.rop2p.bench.BenchMain lanes --proxy-classpath "),
        answer::toString);
    assertTrue(answer.said().endsWith(" --servers 30 60 --help\n"), answer::toString);
    assertEquals(0, answer.code(), answer::toString);
  }

  @Test
  void everyCommandIsTypedOrExcused() throws IOException {
    Set<String> neither = new TreeSet<>(DocumentedCommands.all().keySet());
    TYPED.forEach(typed -> neither.remove(typed.command()));
    neither.removeIf(command -> EXCUSED.stream().anyMatch(excused -> excused.covers(command)));
    assertEquals(Set.of(), neither, "type them in Typed, or say in Excused why not");
  }

  @Test
  void nothingIsTypedOrExcusedThatIsNotDocumented() throws IOException {
    Set<String> documented = DocumentedCommands.all().keySet();
    List<Object> needless = new ArrayList<>();
    TYPED.stream().filter(typed -> !documented.contains(typed.command())).forEach(needless::add);
    EXCUSED.stream()
        .filter(
            excused ->
                documented.stream().noneMatch(excused::covers)
                    || TYPED.stream().anyMatch(typed -> excused.covers(typed.command())))
        .forEach(needless::add);
    assertEquals(List.of(), needless);
  }

  @Test
  void whoIsSaidToTypeItDoes() throws IOException {
    Map<String, Path> tests = tests();
    List<Excused> wrong = new ArrayList<>();
    for (Excused excused : EXCUSED) {
      String where = excused.where();
      Path source = where.contains("/") ? ROOT.resolve(where) : tests.get(where);
      if (!where.isEmpty()
          && (source == null || !Files.readString(source).contains(excused.proof()))) {
        wrong.add(excused);
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** The test classes of all modules, by name. */
  private static Map<String, Path> tests() throws IOException {
    Map<String, Path> tests = new HashMap<>();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(ROOT, Files::isDirectory)) {
      for (Path module : modules) {
        Path sources = module.resolve("src/test/java");
        if (Files.isDirectory(sources)) {
          try (Stream<Path> files = Files.walk(sources)) {
            files.forEach(
                file -> tests.put(file.getFileName().toString().replace(".java", ""), file));
          }
        }
      }
    }
    return tests;
  }

  @Test
  void everyScriptIsThereAndCanBeStarted() throws IOException {
    Set<String> scripts = new TreeSet<>();
    for (Path document : DocumentedCommands.documents()) {
      SCRIPT
          .matcher(Files.readString(document))
          .results()
          .map(MatchResult::group)
          .forEach(scripts::add);
    }
    assertTrue(scripts.size() >= 8, scripts::toString);
    scripts.removeIf(
        script ->
            Files.isRegularFile(ROOT.resolve(script)) && Files.isExecutable(ROOT.resolve(script)));
    assertEquals(Set.of(), scripts);
  }
}
