package org.rop2p.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program as a process: what a person sees who starts it. */
class MainTest {
  @Test
  @Timeout(60)
  void aMissingServerIsOneSentenceAndNothingElse() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "play")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(2, process.waitFor());
    assertEquals(
        "ro-p2p: no game server is named: give --server HOST or --join URL, or set server.address in"
            + " conf/p2p_config.json; 'ro-p2p play --help' lists what is allowed",
        said.strip());
  }
}
