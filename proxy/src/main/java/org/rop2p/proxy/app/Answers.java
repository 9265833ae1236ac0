package org.rop2p.proxy.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.rop2p.proxy.config.ProxyConfig.Privacy;
import org.rop2p.proxy.setup.FirstRun;
import org.rop2p.proxy.setup.Outcome;

/** What the page wishes, and what it is told, as JSON. Pure. */
final class Answers {
  private static final JsonMapper JSON = new JsonMapper();

  /** Longer than any folder's or server's name. */
  private static final int MAX_TEXT = 1_000;

  private Answers() {}

  /** What is known before the first run. */
  static String known(FirstRun.Known known) {
    return JSON.createObjectNode()
        .put("address", known.address())
        .put("folder", known.folder())
        .put("privacy", label(known.privacy()))
        .put("listen", known.listen())
        .toString();
  }

  static String checked(FirstRun.Checked checked) {
    ObjectNode json = JSON.createObjectNode();
    json.putObject("address")
        .put("ok", checked.address().ok())
        .put("kind", checked.address().kind().name().toLowerCase(Locale.ROOT))
        .put("sentence", sentence(checked.address().sentence()))
        .put("server", checked.address().server())
        .put("client_date", checked.address().clientDate().orElse(null))
        .put("privacy", checked.address().privacy().map(Answers::label).orElse(null));
    json.putObject("folder")
        .put("ok", checked.folder().ok())
        .put("state", checked.folder().state().name().toLowerCase(Locale.ROOT))
        .put("file", checked.folder().file())
        .put("sentence", sentence(checked.folder().sentence()));
    return json.toString();
  }

  static String outcome(Outcome outcome) {
    return JSON.createObjectNode()
        .put("ok", outcome.ok())
        .put("sentence", sentence(outcome.sentence()))
        .toString();
  }

  static String sentence(Outcome outcome) {
    return JSON.createObjectNode().put("sentence", outcome.sentence()).toString();
  }

  /** A terminal's sentences begin small and end without a full stop, a page's do not. */
  static String sentence(String text) {
    if (text.isEmpty()) {
      return text;
    }
    char last = text.charAt(text.length() - 1);
    boolean name = text.split(" ", 2)[0].matches(".*[/\\\\].*");
    char first = name ? text.charAt(0) : Character.toUpperCase(text.charAt(0));
    return first + text.substring(1) + (last == '.' || last == '!' || last == '?' ? "" : ".");
  }

  /**
   * A text of a wish, empty if there is none.
   *
   * @throws IllegalArgumentException with a sentence when it is too long
   */
  static String text(JsonNode wish, String key) {
    String text = wish.path(key).asText("");
    if (text.length() > MAX_TEXT) {
      throw new IllegalArgumentException("That is too long.");
    }
    return text;
  }

  /**
   * How links are wished for.
   *
   * @throws IllegalArgumentException with a sentence when it is no way
   */
  static Privacy privacy(JsonNode wish) {
    return switch (wish.path("privacy").asText("direct")) {
      case "direct" -> Privacy.DIRECT;
      case "relay" -> Privacy.RELAY;
      default -> throw new IllegalArgumentException("privacy is direct or relay.");
    };
  }

  static String label(Privacy privacy) {
    return privacy.name().toLowerCase(Locale.ROOT);
  }
}
