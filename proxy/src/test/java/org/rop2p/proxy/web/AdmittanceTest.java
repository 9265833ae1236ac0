package org.rop2p.proxy.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmittanceTest {
  private final Admittance admittance = new Admittance(6980);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          the page itself,              127.0.0.1:6980, -,                      same-origin, 1, application/json,   true,  true,  true
          the page by another name,     localhost:6980, http://localhost:6980,  same-origin, 1, application/json;charset=utf-8, true, true, true
          the page by IPv6,             [::1]:6980,     http://[::1]:6980,      same-origin, 1, application/json,   true,  true,  true
          typed into the address line,  127.0.0.1:6980, -,                      none,        -, -,                  true,  true,  false
          a link on another page,       127.0.0.1:6980, -,                      cross-site,  -, -,                  true,  false, false
          a program without a browser,  127.0.0.1:6980, -,                      -,           -, -,                  true,  true,  false
          a form of another page,       127.0.0.1:6980, http://evil.example,    cross-site,  -, text/plain,         true,  false, false
          a script of another page,     127.0.0.1:6980, http://evil.example,    cross-site,  1, application/json,   true,  false, false
          another port of this machine, 127.0.0.1:6980, http://127.0.0.1:8080,  same-site,   1, application/json,   true,  false, false
          a sandboxed frame,            127.0.0.1:6980, null,                   cross-site,  1, application/json,   true,  false, false
          a name that is rebound,       evil.example:6980, http://evil.example:6980, same-origin, 1, application/json, false, false, false
          a name that begins alike,     127.0.0.1:6980.evil.example, -,         same-origin, 1, application/json,   false, false, false
          the wrong port,               127.0.0.1:80,   -,                      same-origin, 1, application/json,   false, false, false
          no host at all,               -,              -,                      -,           1, application/json,   false, false, false
          no header,                    127.0.0.1:6980, http://127.0.0.1:6980,  same-origin, -, application/json,   true,  true,  false
          """)
  void whoMayLoadLookAndAct(
      String who,
      String host,
      String origin,
      String site,
      String header,
      String type,
      boolean load,
      boolean look,
      boolean act) {
    Admittance.Caller caller = new Admittance.Caller(host, origin, site, header, type);
    assertEquals(load, admittance.toLoad(caller).isEmpty(), who + " loads");
    assertEquals(look, admittance.toLook(caller).isEmpty(), who + " looks");
    assertEquals(act, admittance.toAct(caller).isEmpty(), who + " acts");
  }
}
