package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rop2p.coordinator.config.ConfigFile;
import org.rop2p.coordinator.config.CoordinatorConfig;
import org.rop2p.coordinator.config.Overrides;
import org.rop2p.coordinator.config.TlsConfig;
import org.rop2p.coordinator.config.TlsFiles;
import org.rop2p.coordinator.redis.RedisServer;

/** The deployment guide: its commands do what it says, its configurations are good. */
class DeployCommandsTest {
  private static final Pattern CHECK = Pattern.compile("`([^`]+)` says `([^`]+)`");

  @TempDir private Path folder;
  private GuideCommands commands;
  private String guide;

  @BeforeEach
  void read() throws IOException {
    commands = new GuideCommands("deploy-coordinator.md", folder);
    guide = commands.text;
  }

  @Test
  void theCommandsSayWhatTheGuideSays() throws Exception {
    for (String program : List.of("bash", "curl", "openssl")) {
      Installed.program(program);
    }
    List<String> blocks = commands.runnable();
    assertEquals(4, blocks.size());
    run(blocks.get(0), 0);
    Map<String, String> secrets = secrets();
    run(blocks.get(1), 0);
    assertEquals(
        Optional.empty(),
        TlsFiles.problem(
            new TlsConfig(folder.resolve("your-server.crt"), folder.resolve("your-server.key"))));
    try (TestCoordinator running = new TestCoordinator(middleSize(secrets))) {
      int port = running.coordinator.port();
      for (String block : blocks.subList(2, blocks.size())) {
        commands.runAndCompare(block, port, Map.of());
      }
      Matcher checks = CHECK.matcher(guide);
      int checked = 0;
      while (checks.find()) {
        if (checks.group(1).startsWith("curl")) {
          String command = "coordinator=http://localhost:8001/api/v1\n" + checks.group(1);
          GuideCommands.assertSays(run(command, port), List.of(checks.group(2)));
          checked++;
        }
      }
      assertEquals(4, checked);
    }
  }

  @Test
  void redisSaysPong() throws Exception {
    Installed.program("redis-cli");
    String command = "redis-cli -n 1 ping";
    assertTrue(guide.contains("`" + command + "` says `PONG`"));
    try (RedisServer redis = RedisServer.started()) {
      String there = command.replace("-n 1", "-p " + redis.config(1).port() + " -n 1");
      GuideCommands.assertSays(run(there, 0), List.of("PONG"));
    }
  }

  @Test
  void theConfigurationsAreGood() throws Exception {
    Map<String, String> secrets = new HashMap<>();
    for (String name :
        List.of(
            "JWT_SECRET",
            "ADMIN_TOKEN",
            "TURN_SECRET",
            "REDIS_PASSWORD",
            "DB_PASSWORD",
            "AI_JWT_SECRET")) {
      secrets.put(name, "x".repeat(32));
    }
    int good = 0;
    for (String block : commands.yaml()) {
      if (!block.startsWith("scrape_configs")) {
        assertEquals(
            List.of(), ConfigFile.parse("guide", block, secrets, Overrides.NONE).warnings(), block);
        good++;
      }
    }
    assertEquals(5, good);
  }

  @Test
  void prometheusTakesTheJobThatTheAlertsAreFor() throws Exception {
    String promtool = Installed.program("promtool");
    String job =
        commands.yaml().stream()
            .filter(block -> block.startsWith("scrape_configs"))
            .findFirst()
            .orElseThrow();
    Files.writeString(folder.resolve("prometheus.yml"), job);
    run(promtool + " check config --syntax-only prometheus.yml", 0);
    String alerts = Files.readString(Path.of("..", "conf", "alerts.yml"));
    assertTrue(alerts.contains("up{job=\"ro-p2p\"}") && job.contains("job_name: ro-p2p\n"));
  }

  private CoordinatorConfig middleSize(Map<String, String> secrets) throws Exception {
    String block =
        commands.yaml().stream()
            .filter(text -> text.contains("zones: [prontera"))
            .findFirst()
            .orElseThrow();
    return ConfigFile.parse("guide", block, secrets, GuideCommands.ANY_PORT).config();
  }

  /** What systemd would put into the environment. */
  private Map<String, String> secrets() throws IOException {
    Map<String, String> secrets = new HashMap<>();
    for (String line : Files.readAllLines(folder.resolve("etc").resolve("coordinator.env"))) {
      int equals = line.indexOf('=');
      secrets.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return secrets;
  }

  private String run(String lines, int coordinator) throws Exception {
    return commands.run(lines, coordinator, Map.of());
  }
}
