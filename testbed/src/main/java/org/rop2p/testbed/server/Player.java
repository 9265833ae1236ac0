package org.rop2p.testbed.server;

import org.rop2p.codec.view.RawText;

/** A character in play. Event loop only. */
final class Player extends Unit {
  /** Milliseconds a cell, the speed of everybody here. */
  static final int SPEED = 150;

  /** Effect state of {@code @hide}. */
  static final int INVISIBLE = 0x40;

  final Account account;

  /** Null while the character lingers without its client. */
  Connection connection;

  /** Whether the client has loaded the map: before that it sees nothing and is not seen. */
  boolean onMap;

  /** Whether the long greeting after a login has been sent. */
  boolean greeted;

  int headDirection;
  boolean sitting;
  boolean dead;
  boolean hidden;

  /** A skill is being cast. */
  boolean casting;

  /** Counts casts, so that the end of one is not taken for that of the next. */
  int casts;

  /** Title of the open shop, null when there is none. */
  RawText vending;

  /** View of the disguise, 0 without. */
  int disguise;

  RawText fakeName;

  /** The channel all chat of this player goes to; null when not bound. */
  String channel;

  ChatRoom room;
  Dialogue dialogue;

  /** Server second of the last emote attempt. */
  long lastEmoteSecond = Long.MIN_VALUE / 2;

  /** A character that is nowhere yet. */
  Player(Account account) {
    super(account.id, null, null);
    this.account = account;
  }

  @Override
  RawText shownName() {
    return fakeName == null ? account.character.name : fakeName;
  }

  boolean disguised() {
    return disguise != 0;
  }

  boolean muted() {
    return account.manner < 0;
  }

  void send(Outgoing packet) {
    if (connection != null) {
      connection.send(packet);
    }
  }
}
