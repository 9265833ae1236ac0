package org.rop2p.proxy.player;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.view.AcceptLogin;
import org.rop2p.codec.view.Enter;
import org.rop2p.codec.view.RawText;

/** Bob has logged in with code 77 and chosen his character for prontera. */
class PlayersTest {
  private static final int BOB = 2_000_001;
  private static final int CHARACTER = 150_001;
  private static final int CODE = 77;
  private static final RawText NAME = RawText.ascii("Bob");
  private static final RawText TOKEN = RawText.ascii("token");
  private static final RawText WORLD = RawText.ascii("world");

  /** More than are kept. */
  private static final int CROWD = 2_000;

  private final Players players = new Players();

  private void bobChooses() {
    players.loggedIn(new AcceptLogin(CODE, BOB, TOKEN, WORLD));
    players.entering(CHARACTER, NAME, "prontera");
  }

  @ParameterizedTest(name = "account {0}, character {1}, code {2}: {3}")
  @CsvSource({
    "2000001, 150001, 77, true",
    "2000002, 150001, 77, false",
    "2000001, 150002, 77, false",
    "2000001, 150001, 78, false",
    "2000001, 150001,  0, false",
    "      0,      0,  0, false",
  })
  void accountCharacterAndCodeMustHaveBeenSeen(int account, int character, int code, boolean his) {
    bobChooses();
    assertEquals(
        his
            ? Optional.of(new PlayerIdentity(BOB, CHARACTER, NAME, TOKEN, WORLD, "prontera"))
            : Optional.empty(),
        players.identify(new Enter(account, character, code)));
  }

  @Test
  void aLoginOrACharacterAloneIsNobody() {
    players.loggedIn(new AcceptLogin(CODE, BOB, TOKEN, WORLD));
    assertEquals(Optional.empty(), bob(CODE));
    Players others = new Players();
    others.entering(CHARACTER, NAME, "prontera");
    assertEquals(Optional.empty(), others.identify(new Enter(BOB, CHARACTER, CODE)));
  }

  @Test
  void theLatestLoginCounts() {
    bobChooses();
    players.loggedIn(new AcceptLogin(CODE + 1, BOB, TOKEN, WORLD));
    assertEquals(Optional.empty(), bob(CODE));
    assertEquals(Optional.of("prontera"), bob(CODE + 1).map(PlayerIdentity::zone));
  }

  @Test
  void anotherMapServerIsAnotherZoneUnderTheSameName() {
    bobChooses();
    players.changingServer(CHARACTER, "prt_fild08");
    assertEquals(
        Optional.of(new PlayerIdentity(BOB, CHARACTER, NAME, TOKEN, WORLD, "prt_fild08")),
        bob(CODE));
  }

  @Test
  void whoWasNotSeenChoosingACharacterHasNoNameYet() {
    players.loggedIn(new AcceptLogin(CODE, BOB, TOKEN, WORLD));
    players.changingServer(CHARACTER, "prt_fild08");
    assertEquals(Optional.of(RawText.EMPTY), bob(CODE).map(PlayerIdentity::name));
  }

  @Test
  void theOldestAreForgottenFirst() {
    bobChooses();
    for (int i = 1; i <= CROWD; i++) {
      players.loggedIn(new AcceptLogin(CODE, BOB + i, TOKEN, WORLD));
    }
    assertEquals(Optional.empty(), bob(CODE));
    assertEquals(
        Optional.of(BOB + CROWD),
        players.identify(new Enter(BOB + CROWD, CHARACTER, CODE)).map(PlayerIdentity::accountId));
  }

  @Test
  void whoPlaysIsNotAmongTheOldest() {
    bobChooses();
    for (int i = 1; i <= CROWD; i++) {
      players.loggedIn(new AcceptLogin(CODE, BOB + i, TOKEN, WORLD));
      players.entering(CHARACTER + i, NAME, "prontera");
      assertEquals(Optional.of(BOB), bob(CODE).map(PlayerIdentity::accountId));
    }
  }

  private Optional<PlayerIdentity> bob(int code) {
    return players.identify(new Enter(BOB, CHARACTER, code));
  }
}
