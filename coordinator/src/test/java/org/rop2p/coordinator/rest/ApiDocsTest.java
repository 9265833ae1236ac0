package org.rop2p.coordinator.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ApiDocsTest {
  private static final String EVIL = "<script>alert('&')</script>\"";

  @Test
  void bothAreServedAndRunNothing() throws Exception {
    try (Served server = Served.of(router -> new ApiDocs().mount(router))) {
      HttpResponse<String> page = get(server, ApiDocs.PAGE_PATH, "text/html; charset=utf-8");
      assertTrue(page.body().contains("POST /api/v1/sessions/join"), page.body());
      assertFalse(page.body().contains("<script"), page.body());
      HttpResponse<String> yaml = get(server, ApiDocs.YAML_PATH, "application/yaml");
      assertTrue(yaml.body().startsWith("openapi: 3.1"), yaml.body());
    }
  }

  @Test
  void everyLinkLeadsSomewhere() {
    String page = new ApiPage(document()).html();
    List<String> links = new ArrayList<>();
    Matcher link = Pattern.compile("href=\"#([^\"]*)\"").matcher(page);
    while (link.find()) {
      links.add(link.group(1));
    }
    assertTrue(links.size() > 100, links.toString());
    for (String to : links) {
      assertTrue(page.contains(" id=\"" + to + "\""), to);
    }
  }

  @Test
  void everyTextOfTheDocumentIsEscaped() {
    String page = new ApiPage(ApiNode.of(spoilt(document().fields()))).html();
    assertTrue(page.contains("&lt;script&gt;alert(&#39;&amp;&#39;)"), page);
    assertFalse(page.contains("<script"), page);
    assertFalse(page.contains("alert('"), page);
    assertFalse(Pattern.compile("&(?!amp;|lt;|gt;|quot;|#39;)").matcher(page).find(), page);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "a < b & c > d      | <p>a &lt; b &amp; c &gt; d</p>",
        "\"it's\"           | <p>&quot;it&#39;s&quot;</p>",
        "`<b>` and `x`      | <p><code>&lt;b&gt;</code> and <code>x</code></p>",
        "one ` alone        | <p>one ` alone</p>",
        "$1 and \\1         | <p>$1 and \\1</p>",
        "`$1`               | <p><code>$1</code></p>",
      })
  void prose(String text, String html) {
    assertEquals(html + "\n", new Html().prose(text).toString());
  }

  @Test
  void paragraphsAndLinks() {
    assertEquals("<p>a\nb</p>\n<p>c</p>\n", new Html().prose("a\nb\n\nc\n").toString());
    assertEquals("", new Html().prose("").toString());
    assertEquals("<a href=\"#a_b_\">a b&quot;</a>", new Html().link("a b\"").toString());
  }

  /** The same, but every key of a map that is free to be chosen and every text ends in markup. */
  private static Object spoilt(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> spoilt = new LinkedHashMap<>();
      map.forEach((name, inner) -> spoilt.put(name, spoilt(inner)));
      if (map.containsKey("/metrics")) {
        spoilt.put("/" + EVIL, spoilt.get("/metrics"));
      }
      if (map.containsKey("Nonce")) {
        spoilt.put("Nonce" + EVIL, spoilt.get("Nonce"));
      }
      return spoilt;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ApiDocsTest::spoilt).toList();
    }
    return value instanceof String text && !text.matches("setup|admin|login|sessions|signalling")
        ? text + EVIL
        : value;
  }

  private static ApiNode document() {
    try (var in = ApiDocs.class.getResourceAsStream("openapi.yaml")) {
      return ApiNode.of(new Yaml(new SafeConstructor(new LoaderOptions())).load(in));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static HttpResponse<String> get(Served server, String path, String type)
      throws Exception {
    HttpResponse<String> answer = server.get(path);
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals(type, answer.headers().firstValue("Content-Type").orElse(""));
    String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
    assertTrue(policy.startsWith("default-src 'none'; style-src 'unsafe-inline';"), policy);
    assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
    return answer;
  }
}
