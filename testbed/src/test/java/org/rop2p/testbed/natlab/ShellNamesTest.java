package org.rop2p.testbed.natlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The namespaces are made in shell and used in Java: both have the same words. */
class ShellNamesTest {
  private static final Path SHELL =
      Path.of("").toAbsolutePath().getParent().resolve("scripts/lib/natlab");

  @Test
  void theShellBuildsEveryKind() throws IOException {
    String topology = Files.readString(SHELL.resolve("topology.sh"));
    var homes = Pattern.compile("home_kinds=\\((.*)\\)").matcher(topology);
    assertTrue(homes.find());
    Set<Kind> plain = EnumSet.complementOf(EnumSet.of(Kind.OPEN, Kind.CARRIER, Kind.LAN));
    plain.removeIf(Kind::mapsPorts);
    assertEquals(plain.stream().map(Kind::label).toList(), List.of(homes.group(1).split(" ", -1)));
    var mapped = Pattern.compile("mapped_kinds=\\((.*)\\)").matcher(topology);
    assertTrue(mapped.find());
    assertEquals(
        Stream.of(Kind.values()).filter(Kind::mapsPorts).map(Kind::label).toList(),
        Stream.of(mapped.group(1).split(" ", -1)).map(kind -> "mapped-" + kind).toList());
    for (Kind kind : EnumSet.of(Kind.OPEN, Kind.CARRIER, Kind.LAN)) {
      assertTrue(
          topology.contains("space \"peer-" + kind.label() + "-$")
              || topology.contains("space peer-" + kind.label() + "-left"),
          kind.label());
    }
  }

  @Test
  void theShellKnowsEveryFaultAndHowToWatch() throws IOException {
    assertEquals(
        Set.of("flush", "reboot", "block", "unblock", "readdress", "watch", "watched"),
        Pattern.compile("^  (\\w+)\\)", Pattern.MULTILINE)
            .matcher(Files.readString(SHELL.resolve("fault.sh")))
            .results()
            .map((MatchResult found) -> found.group(1))
            .collect(Collectors.toSet()));
  }
}
