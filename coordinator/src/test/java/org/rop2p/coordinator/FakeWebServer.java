package org.rop2p.coordinator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** rAthena's web-server as far as {@code POST /party/info} goes, and as strict. */
final class FakeWebServer implements AutoCloseable {
  private static final Pattern PART =
      Pattern.compile("Content-Disposition: form-data; name=\"([A-Za-z]+)\"\r\n\r\n([^\r\n]*)\r\n");

  private final int account;
  private final String token;
  private final HttpServer server;
  private final AtomicInteger malformed = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();

  FakeWebServer(int account, String token) throws IOException {
    this.account = account;
    this.token = token;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/party/info", this::partyInfo);
    server.createContext(
        "/broken", exchange -> answer(exchange, 500, "Error".getBytes(StandardCharsets.US_ASCII)));
    server.createContext("/endless", exchange -> answer(exchange, 200, new byte[1_000_000]));
    server.createContext("/dripping", FakeWebServer::drip);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * Requests that the real one would not have understood, or that it would have had to keep alive.
   */
  int malformed() {
    return malformed.get();
  }

  /** How often it was asked for a party. */
  int asked() {
    return asked.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void partyInfo(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> form = form(exchange, body);
    boolean complete =
        form.keySet().equals(Set.of("AuthToken", "AID", "WorldName", "QueryAID"))
            && form.get("AID").equals(form.get("QueryAID"))
            && form.get("WorldName").equals("My World")
            && "close".equals(exchange.getRequestHeaders().getFirst("Connection"))
            && exchange.getRequestHeaders().getFirst("Content-Length") != null
            && exchange.getRequestMethod().equals("POST");
    if (!complete) {
      malformed.incrementAndGet();
      answer(exchange, 500, new byte[0]);
    } else if (form.get("AuthToken").equals(token)
        && form.get("AID").equals(Integer.toString(account))) {
      answer(exchange, 200, "{ \"Type\": 1 }".getBytes(StandardCharsets.US_ASCII));
    } else {
      answer(exchange, 400, "Error".getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** Empty unless every byte of the body is as RFC 7578 wants it. */
  private static Map<String, String> form(HttpExchange exchange, String body) {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    String prefix = "multipart/form-data; boundary=";
    if (type == null || !type.startsWith(prefix)) {
      return Map.of();
    }
    String delimiter = "--" + type.substring(prefix.length());
    String end = delimiter + "--\r\n";
    if (!body.startsWith(delimiter + "\r\n") || !body.endsWith(end)) {
      return Map.of();
    }
    Map<String, String> form = new LinkedHashMap<>();
    String parts = body.substring(0, body.length() - end.length());
    for (String part :
        parts.substring(delimiter.length() + 2).split(Pattern.quote(delimiter + "\r\n"), -1)) {
      Matcher matcher = PART.matcher(part);
      if (!matcher.matches() || form.put(matcher.group(1), matcher.group(2)) != null) {
        return Map.of();
      }
    }
    return form;
  }

  /** A byte now and then, and never the last. */
  private static void drip(HttpExchange exchange) {
    Thread thread =
        new Thread(
            () -> {
              try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                while (true) {
                  exchange.getResponseBody().write(' ');
                  exchange.getResponseBody().flush();
                  Thread.sleep(200);
                }
              } catch (IOException | InterruptedException e) {
                // The coordinator has heard enough.
              }
            },
            "dripping");
    thread.setDaemon(true);
    thread.start();
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      // The coordinator has heard enough.
    }
  }
}
