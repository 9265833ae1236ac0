package org.rop2p.proxy.player;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.rop2p.codec.view.AcceptLogin;
import org.rop2p.codec.view.Enter;
import org.rop2p.codec.view.RawText;

/**
 * What login and char connections told about accounts and characters, kept for the map connection
 * that follows. Bounded: the oldest are forgotten first. Thread-safe.
 */
public final class Players {
  /** More than one machine plays at once, few enough to never matter. */
  private static final int KEPT = 1024;

  private record Entering(RawText name, String zone) {}

  private final Map<Integer, AcceptLogin> logins = bounded();
  private final Map<Integer, Entering> characters = bounded();

  public synchronized void loggedIn(AcceptLogin login) {
    logins.put(login.accountId(), login);
  }

  public synchronized void entering(int charId, RawText name, String zone) {
    characters.put(charId, new Entering(name, zone));
  }

  /** The map server sends the character to another map server. */
  public synchronized void changingServer(int charId, String zone) {
    Entering known = characters.get(charId);
    characters.put(charId, new Entering(known == null ? RawText.EMPTY : known.name(), zone));
  }

  /**
   * The player behind a CZ_ENTER, or empty when no login through this proxy explains it: account,
   * auth code and character must all have been seen.
   */
  public synchronized Optional<PlayerIdentity> identify(Enter enter) {
    AcceptLogin login = logins.get(enter.accountId());
    Entering entering = characters.get(enter.charId());
    if (login == null || login.authCode() != enter.authCode() || entering == null) {
      return Optional.empty();
    }
    return Optional.of(
        new PlayerIdentity(
            enter.accountId(),
            enter.charId(),
            entering.name(),
            login.webToken(),
            login.firstServerName(),
            entering.zone()));
  }

  private static <V> Map<Integer, V> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Integer, V> eldest) {
        return size() > KEPT;
      }
    };
  }
}
