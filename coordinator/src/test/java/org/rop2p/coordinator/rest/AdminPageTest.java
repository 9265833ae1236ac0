package org.rop2p.coordinator.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page is served safely, and is whole. What it does is tested in a browser. */
class AdminPageTest {
  private static final List<String> SCRIPTS =
      List.of("page.js", "api.js", "tables.js", "chart.js", "dom.js");

  private Served served;

  @BeforeEach
  void start() throws Exception {
    served = Served.of(router -> new AdminPage().mount(router));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void everyFileIsServedAsWhatItIsAndRunsNothingFromElsewhere() throws Exception {
    served("", "text/html; charset=utf-8");
    served("/page.css", "text/css; charset=utf-8");
    for (String script : SCRIPTS) {
      served("/" + script, "text/javascript; charset=utf-8");
    }
    for (String other : List.of("/none.js", "/..%2Fredis%2Fsees.lua", "/AdminToken.class")) {
      assertEquals(404, get(other).statusCode(), other);
    }
  }

  @Test
  void nothingIsInlineAndNothingIsFetchedElsewhere() throws Exception {
    String page = get("").body();
    assertFalse(Pattern.compile("<script(?![^>]* src=)").matcher(page).find(), "inline script");
    assertFalse(Pattern.compile("<style|\\sstyle=|\\son[a-z]+=").matcher(page).find(), "inline");
    List<String> used = all("(?:src|href)=\"([^\"#]+)\"", page);
    for (String script : SCRIPTS) {
      String text = get("/" + script).body();
      for (String imported : all("from '\\./([^']+)'", text)) {
        used.add("/admin/" + imported);
      }
      assertFalse(
          Pattern.compile("innerHTML|outerHTML|insertAdjacent|document\\.write|eval\\(")
              .matcher(text)
              .find(),
          script + " puts texts in as markup");
      assertFalse(text.replace("http://www.w3.org/2000/svg", "").contains("://"), script);
    }
    assertFalse(get("/page.css").body().contains("url("), "an asset of the style");
    assertTrue(used.size() >= 8, used.toString());
    for (String path : used) {
      assertTrue(path.startsWith("/admin/"), path);
      assertEquals(200, get(path.substring("/admin".length())).statusCode(), path);
    }
  }

  @Test
  void whatScriptsAndLabelsNameIsInThePageOnce() throws Exception {
    String page = get("").body();
    List<String> ids = all("\\sid=\"([^\"]+)\"", page);
    Set<String> there = new HashSet<>(ids);
    assertEquals(there.size(), ids.size(), "an id is there twice");
    List<String> named = all("(?:\\sfor|aria-labelledby|href)=\"#?([a-z0-9-]+)\"", page);
    all("aria-describedby=\"([^\"]+)\"", page)
        .forEach(several -> named.addAll(List.of(several.split(" ", -1))));
    for (String script : SCRIPTS) {
      named.addAll(all("(?:byId|plainRow|body)\\('([^']+)'", get("/" + script).body()));
    }
    assertTrue(named.size() > 80, named.size() + " names");
    for (String name : named) {
      assertTrue(there.contains(name), name);
    }
  }

  private void served(String path, String type) throws Exception {
    HttpResponse<String> answer = get(path);
    assertEquals(200, answer.statusCode(), path);
    assertEquals(type, header(answer, "Content-Type"));
    String policy = header(answer, "Content-Security-Policy");
    assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertTrue(policy.contains("frame-ancestors 'none'"), policy);
    assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static List<String> all(String pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private HttpResponse<String> get(String path) throws Exception {
    return served.get(AdminPage.PATH + path);
  }
}
