package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The commands of the deployment guide that are marked runnable. */
class DeployCommandsTest {
  private static final Pattern RUNNABLE =
      Pattern.compile("```bash\n# runnable\n(.*?)```", Pattern.DOTALL);

  @Test
  void theyRun() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "bash is not installed");
    Matcher blocks =
        RUNNABLE.matcher(Files.readString(Path.of("..", "docs", "deploy-coordinator.md")));
    int run = 0;
    try (TestCoordinator running = new TestCoordinator(TestCoordinator.CONFIG)) {
      while (blocks.find()) {
        String commands =
            blocks.group(1).replace("localhost:8001", "127.0.0.1:" + running.coordinator.port());
        Process process =
            new ProcessBuilder("/bin/bash", "-euc", commands).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), said);
        assertTrue(said.contains("\"status\":\"ok\""), said);
        run++;
      }
    }
    assertEquals(1, run);
  }
}
