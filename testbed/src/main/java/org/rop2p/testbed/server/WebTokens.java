package org.rop2p.testbed.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Web auth tokens and how long they hold: new at every login, enabled while the account is online
 * and for a grace after, or for a while after a login that led nowhere. Event loop only.
 */
final class WebTokens {
  private static final class Token {
    String value = "";
    boolean enabled;

    /** Counts the changes of its fate, so that an end announced before one is void. */
    int changes;
  }

  private final Timers timers;
  private final Timing timing;
  private final Map<Integer, Token> tokens = new HashMap<>();

  WebTokens(Timers timers, Timing timing) {
    this.timers = timers;
    this.timing = timing;
  }

  void issued(int account, String value) {
    Token token = tokens.computeIfAbsent(account, id -> new Token());
    token.value = value;
    token.enabled = true;
    endAfter(token, timing.tokenUnclaimed());
  }

  void online(int account) {
    Token token = tokens.get(account);
    if (token != null) {
      token.enabled = true;
      token.changes++;
    }
  }

  void offline(int account) {
    Token token = tokens.get(account);
    if (token != null) {
      endAfter(token, timing.tokenGrace());
    }
  }

  boolean valid(int account, String value) {
    Token token = tokens.get(account);
    return token != null && token.enabled && token.value.equals(value);
  }

  private void endAfter(Token token, Duration time) {
    int announced = ++token.changes;
    timers.after(
        time,
        () -> {
          if (token.changes == announced) {
            token.enabled = false;
          }
        });
  }
}
