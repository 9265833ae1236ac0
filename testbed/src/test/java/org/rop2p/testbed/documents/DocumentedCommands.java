package org.rop2p.testbed.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the documents tell people to type: in shell blocks, indented, or between backticks. */
final class DocumentedCommands {
  static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /** A name alone is a mention; with words behind it, it is typed. */
  private static final Pattern PROGRAM =
      Pattern.compile(
          "(ro-p2p|ro-p2p-coordinator|java|mvn|apt|apt-get|curl|openssl|redis-cli|promtool|nc|ssh|ip"
              + "|git|docker|systemctl|~p2p) \\S.*");

  /** These are typed without a word behind them, too. */
  private static final Pattern OURS =
      Pattern.compile("(scripts/[a-z0-9-]+|\\./ro-p2p|ro-p2p\\.bat)( \\S.*)?");

  /** Words with an option among them: nobody documents another program unnoticed. */
  private static final Pattern OTHER = Pattern.compile("[a-z][a-z0-9.-]+ (\\S+ )*--?[a-z].*");

  private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*).*?\\n(.*?)^```$");
  private static final Pattern SHELL = Pattern.compile("bash|sh|shell|console");
  private static final Pattern QUOTED = Pattern.compile("(?m)^>.*$");
  private static final Pattern INDENTED = Pattern.compile("(?m)^ {4,}(\\S.*)$");
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
  private static final Pattern OPTIONAL = Pattern.compile(" \\[(-[^]]+)]");

  /** Begins a block all of which is typed by a test of the coordinator. */
  static final String RUNNABLE = "# runnable";

  private DocumentedCommands() {}

  /** Each once, with the documents that have it. */
  static Map<String, Set<String>> all() throws IOException {
    Map<String, Set<String>> all = new TreeMap<>();
    for (Path document : documents()) {
      String name = ROOT.relativize(document).toString();
      for (String command : in(name, Files.readString(document))) {
        all.computeIfAbsent(command, typed -> new TreeSet<>()).add(name);
      }
    }
    return all;
  }

  static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    documents.add(ROOT.resolve("README.md"));
    documents.add(ROOT.resolve("CONTRIBUTING.md"));
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
    }
    return documents;
  }

  /** Those of one document; a runnable block is one, which bears the document's name. */
  static List<String> in(String name, String text) {
    List<String> commands = new ArrayList<>();
    FENCE
        .matcher(text)
        .results()
        .filter(fence -> SHELL.matcher(fence.group(1)).matches())
        .map(fence -> fence.group(2))
        .flatMap(
            block ->
                block.startsWith(RUNNABLE)
                    ? Stream.of(name + " " + RUNNABLE)
                    : block.lines().map(DocumentedCommands::withoutExplanation))
        .filter(line -> !line.isEmpty())
        .forEach(commands::add);
    String prose = QUOTED.matcher(FENCE.matcher(text).replaceAll("")).replaceAll("");
    Stream.concat(
            INDENTED.matcher(prose).results().map(line -> withoutExplanation(line.group(1))),
            spans(prose))
        .filter(DocumentedCommands::isCommand)
        .flatMap(DocumentedCommands::withAndWithoutOption)
        .forEach(commands::add);
    return commands;
  }

  /** What is between backticks, in one line. */
  static Stream<String> spans(String prose) {
    return SPAN.matcher(prose).results().map(span -> span.group(1).replaceAll("\\s+", " "));
  }

  private static boolean isCommand(String line) {
    return Stream.of(PROGRAM, OURS, OTHER).anyMatch(form -> form.matcher(line).matches());
  }

  /** A line of a block up to its comment, or to the column that explains it. */
  private static String withoutExplanation(String line) {
    return line.replaceAll("(^| )#.*| {2,}.*", "").strip();
  }

  private static Stream<String> withAndWithoutOption(String line) {
    MatchResult optional = OPTIONAL.matcher(line).results().findFirst().orElse(null);
    return optional == null
        ? Stream.of(line)
        : Stream.of("", " " + optional.group(1))
            .map(
                option ->
                    line.substring(0, optional.start()) + option + line.substring(optional.end()));
  }
}
