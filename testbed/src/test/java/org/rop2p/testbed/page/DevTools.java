package org.rop2p.testbed.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Chromium's DevTools protocol for one tab, over the JDK's WebSocket. Thread-safe. */
final class DevTools {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int PATIENCE_SECONDS = 30;

  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private WebSocket socket;

  private DevTools() {}

  static DevTools connect(HttpClient http, URI address) {
    DevTools tools = new DevTools();
    tools.socket = http.newWebSocketBuilder().buildAsync(address, tools.new Incoming()).join();
    return tools;
  }

  /**
   * Calls a method of the protocol and waits for what it returns.
   *
   * @param parameters names and values by turns
   */
  JsonNode call(String method, Object... parameters) throws IOException, InterruptedException {
    int number = numbers.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", number).put("method", method);
    ObjectNode named = message.putObject("params");
    for (int i = 0; i < parameters.length; i += 2) {
      named.set((String) parameters[i], JSON.valueToTree(parameters[i + 1]));
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(number, answer);
    synchronized (this) { // one message at a time
      socket.sendText(message.toString(), true).join();
    }
    try {
      JsonNode got = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (got.has("error")) {
        throw new IOException(method + ": " + got.get("error"));
      }
      return got.path("result");
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("Chromium does not answer " + method, e);
    }
  }

  /** What scripts threw and what the browser refused, as in its console. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  private void read(String text) {
    JsonNode message;
    try {
      message = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      complaints.add("DevTools said what is no JSON: " + text);
      return;
    }
    CompletableFuture<JsonNode> answer = asked.remove(message.path("id").asInt());
    if (answer != null) {
      answer.complete(message);
    } else if (message.path("method").asText().equals("Runtime.exceptionThrown")) {
      complaints.add(message.path("params").path("exceptionDetails").toString());
    } else if (message.path("method").asText().equals("Log.entryAdded")) {
      complaints.add(message.path("params").path("entry").toString());
    }
  }

  private final class Incoming implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        read(text.toString());
        text.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      asked.values().forEach(answer -> answer.completeExceptionally(error));
    }
  }
}
