package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What a game client asks the web server with its token. */
final class WebQuestion {
  static final String MULTIPART = "multipart/form-data; boundary=B";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI address;

  WebQuestion(int port) {
    address = URI.create("http://127.0.0.1:" + port + "/party/info");
  }

  HttpResponse<String> post(String type, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .version(HttpClient.Version.HTTP_1_1)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  static String form(String token, String account) {
    return part("AuthToken", token)
        + part("AID", account)
        + part("WorldName", "Stand-in")
        + part("QueryAID", account)
        + "--B--\r\n";
  }

  private static String part(String name, String value) {
    return "--B\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }

  int check(String token, int account) throws Exception {
    return post(MULTIPART, form(token, Integer.toString(account))).statusCode();
  }

  /** Asks until the token no longer holds: the web server, unlike a coordinator, never tires. */
  void awaitEnd(String token, int account) throws Exception {
    long start = System.nanoTime();
    while (check(token, account) == 200) {
      assertTrue(System.nanoTime() - start < Logs.PATIENCE.toNanos(), "it never ends");
    }
  }
}
