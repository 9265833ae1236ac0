package org.rop2p.testbed.page;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A tab of a browser: somebody looks at it, clicks and types. Expressions are JavaScript. */
final class Tab {
  /** Longer than anything a page does on a busy machine. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final Set<String> CONTROLS =
      Set.of("button", "textbox", "radio", "switch", "tab", "image", "DisclosureTriangle", "table");
  private static final JsonMapper JSON = new JsonMapper();

  private final DevTools tools;

  Tab(DevTools tools) throws IOException, InterruptedException {
    this.tools = tools;
    for (String domain : List.of("Page", "Runtime", "Log")) {
      tools.call(domain + ".enable");
    }
    tools.call("Emulation.setScrollbarsHidden", "hidden", true);
    size(1100, 900);
  }

  void open(String url) throws IOException, InterruptedException {
    tools.call("Page.navigate", "url", url);
    awaits("document.readyState === 'complete' && location.href === " + quoted(url));
  }

  void size(int width, int height) throws IOException, InterruptedException {
    tools.call(
        "Emulation.setDeviceMetricsOverride",
        "width",
        width,
        "height",
        height,
        "deviceScaleFactor",
        1,
        "mobile",
        false);
  }

  /**
   * @param feature of a media query, such as {@code prefers-color-scheme}
   */
  void prefers(String feature, String value) throws IOException, InterruptedException {
    tools.call(
        "Emulation.setEmulatedMedia", "features", List.of(Map.of("name", feature, "value", value)));
  }

  /** What the expression, perhaps a promise, is. */
  JsonNode value(String expression) throws IOException, InterruptedException {
    JsonNode answer =
        tools.call(
            "Runtime.evaluate",
            "expression",
            expression,
            "awaitPromise",
            true,
            "returnByValue",
            true);
    if (answer.has("exceptionDetails")) {
      throw new IOException(expression + " threw " + answer.get("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /** The text that is seen at the first element of the selector, empty if there is none. */
  String text(String selector) throws IOException, InterruptedException {
    return value("document.querySelector(%s)?.innerText ?? ''".formatted(quoted(selector)))
        .asText();
  }

  /** Waits until the expression holds; nobody tells when, so it is looked at again and again. */
  void awaits(String expression) throws IOException, InterruptedException {
    awaits(expression, PATIENCE);
  }

  void awaits(String expression, Duration patience) throws IOException, InterruptedException {
    assertTrue(
        holdsWithin(expression, patience),
        () -> "waits for " + expression + " and sees\n" + everything());
  }

  private boolean holdsWithin(String expression, Duration patience)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    do {
      try {
        if (value("Boolean(" + expression + ")").asBoolean()) {
          return true;
        }
      } catch (IOException e) {
        // The page is on its way to another: the next look is at that one.
      }
      LockSupport.parkNanos(LOOK_NANOS);
    } while (end - System.nanoTime() > 0);
    return false;
  }

  /** Waits until the text is seen there. */
  void awaitsText(String selector, String text) throws IOException, InterruptedException {
    awaits(
        "document.querySelector(%s)?.innerText.includes(%s)"
            .formatted(quoted(selector), quoted(text)));
  }

  /** Clicks with the mouse at the middle of the element. */
  void click(String selector) throws IOException, InterruptedException {
    awaits("document.querySelector(%s)?.checkVisibility()".formatted(quoted(selector)));
    JsonNode at =
        value(
            """
            (() => {
              const element = document.querySelector(%s);
              element.scrollIntoView({ block: "center", behavior: "instant" });
              const box = element.getBoundingClientRect();
              return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
            })()"""
                .formatted(quoted(selector)));
    for (String type : List.of("mousePressed", "mouseReleased")) {
      tools.call(
          "Input.dispatchMouseEvent",
          "type",
          type,
          "x",
          at.path("x").asDouble(),
          "y",
          at.path("y").asDouble(),
          "button",
          "left",
          "clickCount",
          1);
    }
  }

  /** Replaces what stands in a field, as if typed. */
  void type(String selector, String text) throws IOException, InterruptedException {
    value("document.querySelector(%s).select()".formatted(quoted(selector)));
    tools.call("Input.insertText", "text", text);
  }

  /**
   * @param key as in a KeyboardEvent: {@code Tab}, {@code ArrowRight}
   */
  void press(String key) throws IOException, InterruptedException {
    int code = Map.of("Tab", 9, "Enter", 13, " ", 32, "ArrowRight", 39).get(key);
    String text = Map.of("Enter", "\r", " ", " ").getOrDefault(key, "");
    for (String type : List.of("keyDown", "keyUp")) {
      tools.call(
          "Input.dispatchKeyEvent",
          "type",
          type,
          "key",
          key,
          "text",
          text,
          "windowsVirtualKeyCode",
          code);
    }
  }

  /** What a screen reader would say of each thing that can be used, as {@code role: name}. */
  List<String> spokenControls() throws IOException, InterruptedException {
    List<String> spoken = new ArrayList<>();
    for (JsonNode node : tools.call("Accessibility.getFullAXTree").path("nodes")) {
      String role = node.path("role").path("value").asText();
      if (!node.path("ignored").asBoolean() && CONTROLS.contains(role)) {
        spoken.add(role + ": " + node.path("name").path("value").asText());
      }
    }
    return spoken;
  }

  /** The whole page, below the window's edge too. */
  void picture(Path file) throws IOException, InterruptedException {
    JsonNode picture =
        tools.call("Page.captureScreenshot", "format", "png", "captureBeyondViewport", true);
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(picture.path("data").asText()));
  }

  /** What scripts threw and what the browser refused. */
  List<String> complaints() {
    return tools.complaints();
  }

  private String everything() {
    try {
      return text("body") + "\n" + complaints();
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e.toString();
    }
  }

  static String quoted(String text) {
    return JSON.createObjectNode().textNode(text).toString();
  }
}
