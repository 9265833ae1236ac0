package org.rop2p.testbed.server;

import java.time.Duration;
import org.rop2p.testbed.server.Account.Presence;

/**
 * Who is online, and what a second login does about it: it is refused, and the first session is
 * told so and ended. Event loop only.
 */
final class Presences {
  /** SC_NOTIFY_BAN: another login with the same id. */
  static final int LOGGED_IN_ELSEWHERE = 2;

  /** SC_NOTIFY_BAN: thrown out by a game master. */
  static final int KICKED_BY_STAFF = 15;

  /** SC_NOTIFY_BAN: the server still knows the last login. */
  static final int STILL_ONLINE = 8;

  /** rAthena's AUTH_TIMEOUT: how long a server waits for a client another one has announced. */
  private static final Duration ANNOUNCED = Duration.ofSeconds(30);

  private static final int SC_NOTIFY_BAN = 0x0081;

  private final Timers timers;
  private final WebTokens tokens;

  Presences(Timers timers, WebTokens tokens) {
    this.timers = timers;
    this.tokens = tokens;
  }

  static Outgoing ban(int code) {
    return out -> out.packet(SC_NOTIFY_BAN, fields -> fields.writeByte(code));
  }

  /** Whether a login may go on; if not, whoever is there is thrown out. */
  boolean admits(Account account) {
    switch (account.presence) {
      case OFFLINE, LOGGED_IN -> {
        account.presence = Presence.LOGGED_IN;
        return true;
      }
      case LINGERING -> {
        return false;
      }
      case CHOOSING, ENTERING, PLAYING -> {
        Connection first = account.connection;
        if (first != null) {
          first.send(ban(LOGGED_IN_ELSEWHERE));
          first.kick("logged in elsewhere");
        }
        if (account.presence != Presence.OFFLINE) {
          offline(account);
        }
        return false;
      }
    }
    throw new AssertionError(account.presence);
  }

  void choosing(Account account, Connection connection) {
    account.presence = Presence.CHOOSING;
    account.connection = connection;
    tokens.online(account.id);
  }

  /** The client is on its way to map server {@code server}. */
  void entering(Account account, int server) {
    account.presence = Presence.ENTERING;
    account.mapServer = server;
    int login = account.authCode;
    timers.after(
        ANNOUNCED,
        () -> {
          if (account.presence == Presence.ENTERING
              && account.connection == null
              && account.authCode == login) {
            offline(account);
          }
        });
  }

  void playing(Account account, Connection connection) {
    account.presence = Presence.PLAYING;
    account.connection = connection;
    tokens.online(account.id);
  }

  void offline(Account account) {
    account.presence = Presence.OFFLINE;
    account.connection = null;
    account.player = null;
    tokens.offline(account.id);
  }
}
