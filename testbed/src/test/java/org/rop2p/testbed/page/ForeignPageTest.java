package org.rop2p.testbed.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.proxy.web.PageServer;

/** What any page that the player visits might try, as it can reach 127.0.0.1 too. */
class ForeignPageTest {
  private final MadeUpPage page = new MadeUpPage();
  private PageServer server;

  @BeforeEach
  void serve() throws IOException {
    page.answers("switch", "{\"sentence\":\"It is done.\"}");
    server = PageServer.open(page, 0);
  }

  @AfterEach
  void end() {
    server.close();
  }

  /** A name of the attacker's own that resolves to 127.0.0.1 (DNS rebinding) is in Host. */
  @ParameterizedTest
  @CsvSource({
    "GET, /, evil.example",
    "GET, /page.js, evil.example",
    "GET, /api/state, evil.example",
    "GET, /api/stream, evil.example",
    "GET, /api/state, 127.0.0.1.evil.example",
    "POST, /api/switch, evil.example",
  })
  void anotherNameIsRefused(String method, String path, String host) throws IOException {
    assertEquals("HTTP/1.1 403 Forbidden", status(method, path, host + ":" + server.port(), ""));
    assertEquals(List.of(), page.acts());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/state, Origin: http://evil.example",
    "GET, /api/stream, Origin: http://evil.example",
    "GET, /api/state, Origin: null",
    "GET, /api/state, Sec-Fetch-Site: cross-site",
    "GET, /api/state, Sec-Fetch-Site: same-site",
    "POST, /api/switch, Origin: http://evil.example",
    "POST, /api/switch, Sec-Fetch-Site: cross-site",
  })
  void anotherOriginIsRefused(String method, String path, String header) throws IOException {
    String host = "127.0.0.1:" + server.port();
    assertEquals("HTTP/1.1 403 Forbidden", status(method, path, host, header + "\r\n"));
    assertEquals(List.of(), page.acts());
  }

  @Test
  void thePageItselfIsNot() throws IOException {
    String host = "127.0.0.1:" + server.port();
    String own = "Origin: http://" + host + "\r\nSec-Fetch-Site: same-origin\r\n";
    assertEquals("HTTP/1.1 200 OK", status("POST", "/api/switch", host, own));
    assertEquals(List.of("switch {\"p2p\":false}"), page.acts());
  }

  @Test
  void aBrowserLetsAnotherPageNeitherReadNorChangeNorFrame() throws Exception {
    HttpServer elsewhere =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.createContext(
        "/",
        exchange -> {
          byte[] html = "<!doctype html><title>evil</title>".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, html.length);
          exchange.getResponseBody().write(html);
          exchange.close();
        });
    elsewhere.start();
    try (Chromium browser = Chromium.started()) {
      Tab tab = browser.tab();
      tab.open("http://127.0.0.1:%d/".formatted(elsewhere.getAddress().getPort()));
      for (String attempt :
          List.of(
              "fetch(URL + 'api/state').then((answer) => answer.text())",
              "fetch(URL + 'page.js').then((answer) => answer.text())",
              "fetch(URL + 'api/switch', { method: 'POST', body: '{\"p2p\":false}',"
                  + " headers: { 'Content-Type': 'application/json', 'X-Ro-P2p': '1' } })",
              // A form may be sent anywhere; what comes back is not shown to scripts.
              "fetch(URL + 'api/switch', { method: 'POST', mode: 'no-cors', body: '{\"p2p\":false}' })"
                  + ".then((answer) => answer.text()).then((text) => text || Promise.reject())",
              "new Promise((yes, no) => { const events = new EventSource(URL + 'api/stream');"
                  + " events.onmessage = yes; events.onerror = no; })",
              "new Promise((yes, no) => { const script = document.createElement('script');"
                  + " script.src = URL + 'api/state'; script.onload = yes; script.onerror = no;"
                  + " document.head.append(script); })")) {
        String told =
            attempt.replace("URL", Tab.quoted(server.url()))
                + ".then(() => 'let in', () => 'refused')";
        assertEquals("refused", tab.value(told).asText(), attempt);
      }
      tab.value(
          """
          const frame = document.createElement("iframe");
          frame.src = %s;
          frame.onload = () => (window.framed = true);
          document.documentElement.append(frame);
          0"""
              .formatted(Tab.quoted(server.url())));
      tab.awaits("window.framed");
      assertTrue(
          tab.complaints().stream().anyMatch(each -> each.contains("frame-ancestors")),
          () -> tab.complaints().toString());
      assertEquals(List.of(), page.acts(), "nothing was switched");
    } finally {
      elsewhere.stop(0);
    }
  }

  /** The first line of the answer to a request with a body that would switch P2P off. */
  private String status(String method, String path, String host, String headers)
      throws IOException {
    String body = method.equals("POST") ? "{\"p2p\":false}" : "";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(
              """
              %s %s HTTP/1.1\r
              Host: %s\r
              Content-Type: application/json\r
              X-Ro-P2p: 1\r
              %sContent-Length: %d\r
              \r
              %s"""
                  .formatted(method, path, host, headers, body.length(), body)
                  .getBytes(StandardCharsets.UTF_8));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .readLine();
    }
  }
}
