package org.rop2p.testbed.server;

import java.util.ArrayList;
import java.util.List;
import org.rop2p.codec.view.RawText;

/** A chat room; it lives while it has members, the first of whom owns it. */
final class ChatRoom {
  final int id;
  final RawText title;
  final RawText password;
  final int limit;
  final boolean open;
  final List<Player> members = new ArrayList<>();

  ChatRoom(int id, RawText title, RawText password, int limit, boolean open) {
    this.id = id;
    this.title = title;
    this.password = password;
    this.limit = limit;
    this.open = open;
  }

  Player owner() {
    return members.get(0);
  }
}
