package org.rop2p.testbed.server;

import org.rop2p.codec.view.RawText;

/** An account and where it is now. Event loop only. */
final class Account {
  /** Where a login has got to. */
  enum Presence {
    OFFLINE,
    /** The login server let it in; the char server has not seen it. */
    LOGGED_IN,
    CHOOSING,
    /** On its way to a map server: character chosen, or moving between map servers. */
    ENTERING,
    PLAYING,
    /** Dropped abruptly; the character is still there. */
    LINGERING
  }

  final int id;
  final String user;
  final String password;
  final boolean male;
  final long latencyNanos;
  final long jitterNanos;
  final int basicSkill;
  final Avatar character;

  /** Where it comes back to life. */
  final Place savePoint;

  boolean gameMaster;
  Presence presence = Presence.OFFLINE;
  int authCode;
  int userLevel;

  /** The char or map connection, whichever is open. */
  Connection connection;

  /** The character in play or on its way between map servers, else null. */
  Player player;

  /** The map server it is expected at while ENTERING. */
  int mapServer;

  /** Negative: minutes of silence left. It outlives a session. */
  int manner;

  /** The one character: name, and where it is when it enters next. */
  static final class Avatar {
    final int id;
    final RawText name;
    Place saved;

    Avatar(int id, RawText name, Place saved) {
      this.id = id;
      this.name = name;
      this.saved = saved;
    }
  }

  Account(int id, int charId, AccountSpec spec) {
    this.id = id;
    this.user = spec.user();
    this.password = spec.password();
    this.male = spec.sex() == 'M';
    this.latencyNanos = spec.latency().toNanos();
    this.jitterNanos = spec.jitter().toNanos();
    this.basicSkill = spec.basicSkill();
    this.gameMaster = spec.gameMaster();
    this.savePoint = spec.spawn();
    this.character = new Avatar(charId, spec.characterName(), spec.spawn());
  }
}
