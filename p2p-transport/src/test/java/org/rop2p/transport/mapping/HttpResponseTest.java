package org.rop2p.transport.mapping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses of routers; {@code ~} is CR LF. */
final class HttpResponseTest {
  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 200 OK~Content-Length: 3~~abc, 200, abc",
    "HTTP/1.1 200 OK~content-length:3~~abcdef, 200, abc",
    "HTTP/1.0 200 OK~~abc, 200, abc",
    "HTTP/1.1 200~~abc, 200, abc",
    "HTTP/1.1 500 Internal Server Error~Content-Length: 0~~, 500, ''",
    "HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~Content-Length: 3~~abc, 200, abc",
    "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~ab~1;x=y~c~0~~, 200, abc",
    "HTTP/1.1 200 OK~Transfer-Encoding: Chunked~Content-Length: 9~~0003~abc~0~A: b~~, 200, abc",
    "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~0~~, 200, ''",
  })
  void read(String text, int status, String body) throws IOException {
    assertEquals(status, response(text).status());
    assertEquals(body, new String(response(text).body(), ISO_8859_1));
    assertEquals(status, response(text.replace("~", "\n")).status(), "with LF alone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "~",
        "HTTP/2 200 OK~~",
        "HTTP/1.1 20 OK~~",
        "HTTP/1.1 600 OK~~",
        "ICY 200 OK~~",
        "HTTP/1.1 200 OK~Content-Length: -1~~",
        "HTTP/1.1 200 OK~Content-Length: 1e3~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~-1~a~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~ab~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~~a~0~~",
      })
  void refused(String text) {
    IOException refusal = assertThrows(IOException.class, () -> response(text));
    assertEquals("The gateway's answer is not HTTP", refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK~Content-Length: 131073~~",
        "HTTP/1.1 200 OK~Content-Length: 999999999~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~20001~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~FFFFFFF~",
      })
  void whatIsTooLongIsNotWaitedFor(String text) {
    assertEndless(text);
  }

  @Test
  void nothingIsReadForEver() {
    assertEndless("x".repeat(3_000));
    assertEndless("HTTP/1.1 200 OK~" + "A: b~".repeat(65));
    assertEndless("HTTP/1.1 100 Continue~A: b~~".repeat(65));
    assertEndless("HTTP/1.1 200 OK~A: " + "b".repeat(3_000));
    assertEndless("HTTP/1.1 200 OK~~" + "x".repeat(128 * 1024 + 1));
    String chunks = "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~";
    assertEndless(chunks + ("8000~" + "x".repeat(0x8000) + "~").repeat(5));
  }

  @Test
  void interimResponsesEndSomeTime() {
    assertEndless("HTTP/1.1 100 Continue~~".repeat(1_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK~Content-Length: 3~~abc",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~ab~1~c~0~",
      })
  void everyPrefixEndsEarly(String text) {
    byte[] whole = bytes(text);
    for (int length = 0; length < whole.length; length++) {
      InputStream prefix = new ByteArrayInputStream(Arrays.copyOf(whole, length));
      IOException refusal =
          assertThrows(IOException.class, () -> HttpResponse.read(prefix), "of " + length);
      assertTrue(refusal.getMessage().endsWith("ends early"), refusal.getMessage());
    }
  }

  private static void assertEndless(String text) {
    IOException refusal = assertThrows(IOException.class, () -> response(text));
    assertEquals("The gateway's answer does not end", refusal.getMessage());
  }

  private static HttpResponse response(String text) throws IOException {
    return HttpResponse.read(new ByteArrayInputStream(bytes(text)));
  }

  private static byte[] bytes(String text) {
    return text.replace("~", "\r\n").getBytes(ISO_8859_1);
  }
}
