package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files in {@code conf} are good for the programs they are for, where those are installed. */
class ShippedFilesTest {
  private static final Path CONF = Path.of("..", "conf");

  @TempDir private Path folder;

  @Test
  void systemdTakesTheUnit() throws Exception {
    Path unit = folder.resolve("ro-p2p-coordinator.service");
    String text = Files.readString(CONF.resolve("ro-p2p-coordinator.service"));
    Files.writeString(
        unit,
        text.replace("/opt/ro-p2p/ro-p2p-coordinator", "/bin/true")
            .replace("# LoadCredential", "LoadCredential"));
    assertTakes("systemd-analyze", "verify", unit.toString());
  }

  @Test
  void prometheusTakesTheAlerts() throws Exception {
    assertTakes("promtool", "check", "rules", CONF.resolve("alerts.yml").toString());
  }

  @Test
  void nginxTakesItsPart() throws Exception {
    Path certificate = folder.resolve("a.crt");
    Path key = folder.resolve("a.key");
    TestTls.pair(certificate, key);
    Path part = folder.resolve("part.conf");
    Files.writeString(
        part,
        Files.readString(CONF.resolve("nginx-coordinator.conf"))
            .replace("/etc/ssl/certs/your-server.crt", certificate.toString())
            .replace("/etc/ssl/private/your-server.key", key.toString()));
    Path whole = folder.resolve("nginx.conf");
    Files.writeString(
        whole,
        "pid %s;\nerror_log stderr;\nevents {}\nhttp { access_log off; include %s; }\n"
            .formatted(folder.resolve("pid"), part));
    assertTakes("nginx", "-t", "-c", whole.toString());
  }

  @Test
  void haproxyTakesItsFile() throws Exception {
    Path certificate = folder.resolve("a.crt");
    Path key = folder.resolve("a.key");
    TestTls.pair(certificate, key);
    Path both = folder.resolve("both.pem");
    Files.writeString(both, Files.readString(certificate) + Files.readString(key));
    Path file = folder.resolve("haproxy.cfg");
    Files.writeString(
        file,
        Files.readString(CONF.resolve("haproxy-coordinator.cfg"))
            .replace("/etc/ssl/private/your-server.pem", both.toString()));
    assertTakes("haproxy", "-c", "-f", file.toString());
  }

  private static void assertTakes(String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Installed.program(program)));
    command.addAll(Arrays.asList(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), said);
  }
}
