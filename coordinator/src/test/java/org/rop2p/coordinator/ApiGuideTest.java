package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rop2p.coordinator.api.MessageCodec;
import org.rop2p.coordinator.config.ConfigFile;
import org.rop2p.coordinator.config.CoordinatorConfig;

/** The API's guide and the admin's: their commands do what they say, and none is missing. */
class ApiGuideTest {
  private static final String ADMIN = "0123456789abcdef0123456789abcdef";
  private static final Pattern CURL = Pattern.compile("curl [^#\n]*");
  private static final Pattern ENDPOINT = Pattern.compile("`((?:GET|PUT|POST|DELETE) /[^` ]*)`");

  @TempDir private Path folder;

  @Test
  void everyCommandSaysWhatTheApiGuideSays() throws Exception {
    runAll("api.md", 5);
  }

  @Test
  void everyCommandSaysWhatTheAdminGuideSays() throws Exception {
    runAll("admin-guide.md", 1);
  }

  private void runAll(String document, int blocks) throws Exception {
    for (String program : List.of("bash", "curl", "openssl")) {
      Installed.program(program);
    }
    GuideCommands commands = new GuideCommands(document, folder);
    assertEquals(blocks, commands.runnable().size());
    try (TestCoordinator running = new TestCoordinator(config())) {
      for (String block : commands.runnable()) {
        commands.runAndCompare(block, running.coordinator.port(), Map.of("ADMIN_TOKEN", ADMIN));
      }
    }
  }

  @Test
  void everyEndpointIsThereAndNoOther() throws Exception {
    String text = new GuideCommands("api.md", folder).text;
    Set<String> described = new TreeSet<>(GuideCommands.all(ENDPOINT, text, 1));
    assertEquals(new TreeSet<>(new ApiDocument().operations.keySet()), described);
  }

  @Test
  void everyEndpointThatCurlCanCallIsCalled() throws Exception {
    String calls =
        String.join("\n", GuideCommands.all(CURL, new GuideCommands("api.md", folder).text, 0))
            .replace("http://localhost:8001", "")
            .replace("$admin", "/api/v1/admin")
            .replace("$api", "/api/v1")
            .replace("$session", "123");
    List<String> missing = new ArrayList<>();
    for (String operation : new ApiDocument().operations.keySet()) {
      String path = operation.substring(operation.indexOf(' ') + 1);
      String method = operation.substring(0, operation.indexOf(' '));
      String called =
          (method.equals("GET") ? "" : "-X " + method + " ")
              + "\"?(?<=[ \"])"
              + path.replace("{id}", "[0-9]+").replaceAll("\\{[a-z]+}", "[a-z0-9]+")
              + "(?![/a-z-])";
      if (!Pattern.compile(called).matcher(calls).find()) {
        missing.add(operation);
      }
    }
    assertEquals(List.of("GET /admin/{file}", "GET /api/v1/signaling/ws"), missing);
  }

  @Test
  void everyMessageIsShownAsItIs() throws Exception {
    String text = new GuideCommands("api.md", folder).text;
    Set<String> client = new TreeSet<>();
    for (String line : lines(text, "client")) {
      assertEquals(json(line), json(MessageCodec.encode(MessageCodec.decodeClientMessage(line))));
      client.add(json(line).getString("type"));
    }
    Set<String> server = new TreeSet<>();
    for (String line : lines(text, "server")) {
      assertEquals(json(line), json(MessageCodec.encode(MessageCodec.decodeServerMessage(line))));
      server.add(json(line).getString("type"));
    }
    assertEquals(types("ClientMessage"), client);
    assertEquals(types("ServerMessage"), server);
  }

  private static List<String> lines(String text, String side) {
    Pattern block = Pattern.compile("```json " + side + "\n(.*?)```", Pattern.DOTALL);
    return GuideCommands.all(block, text, 1).get(0).lines().toList();
  }

  private static JsonObject json(String text) {
    return new JsonObject(text);
  }

  private static Set<String> types(String union) {
    ApiDocument document = new ApiDocument();
    Set<String> types = new TreeSet<>();
    for (Object choice : (List<?>) document.schema(union).get("oneOf")) {
      String reference = ((Map<?, ?>) choice).get("$ref").toString();
      Map<?, ?> message = document.schema(reference.substring(reference.lastIndexOf('/') + 1));
      Map<?, ?> type = (Map<?, ?>) ((Map<?, ?>) message.get("properties")).get("type");
      types.add(type.get("const").toString());
    }
    return types;
  }

  private CoordinatorConfig config() throws Exception {
    GuideCommands guide = new GuideCommands("api.md", folder);
    assertEquals(1, guide.yaml().size());
    ConfigFile.Loaded parsed =
        ConfigFile.parse(
            "guide",
            guide.yaml().get(0),
            Map.of("ADMIN_TOKEN", ADMIN, "JWT_SECRET", "x".repeat(32)),
            GuideCommands.ANY_PORT);
    assertTrue(parsed.warnings().size() <= 1, parsed.warnings().toString());
    return parsed.config();
  }
}
