package org.rop2p.coordinator.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.admin.AdminToken.Verdict;

class AdminTokenTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final String HERE = "192.0.2.1";

  private final AdminToken admin = new AdminToken(TOKEN);

  @Test
  void onlyTheTokenWillDo() {
    assertEquals(new Verdict.Admin(), admin.check(TOKEN, HERE, 0));
    for (String wrong :
        new String[] {"", TOKEN.substring(1), TOKEN + "0", TOKEN.toUpperCase(Locale.ROOT)}) {
      assertEquals(new Verdict.Wrong(), admin.check(wrong, HERE, 0), wrong);
    }
  }

  @Test
  void withoutATokenNobodyIsAdmin() {
    AdminToken none = new AdminToken("");
    assertEquals(new Verdict.Unset(), none.check("", HERE, 0));
    assertEquals(new Verdict.Unset(), none.check("x", HERE, 0));
  }

  @Test
  void whoGuessesIsNotHeardForAWhile() {
    for (int i = 0; i < AdminToken.GUESSES; i++) {
      assertEquals(new Verdict.Wrong(), admin.check("guess" + i, HERE, 0));
    }
    long minute = Duration.ofMinutes(1).toNanos();
    assertEquals(new Verdict.Guessing(Duration.ofMinutes(9)), admin.check(TOKEN, HERE, minute));
    assertEquals(new Verdict.Admin(), admin.check(TOKEN, "192.0.2.2", minute));
    assertEquals(new Verdict.Admin(), admin.check(TOKEN, HERE, AdminToken.MEMORY.toNanos()));
  }

  @Test
  void aCallWithoutATokenIsNoGuess() {
    for (int i = 0; i < 100; i++) {
      admin.check("", HERE, 0);
    }
    assertEquals(new Verdict.Admin(), admin.check(TOKEN, HERE, 0));
  }
}
