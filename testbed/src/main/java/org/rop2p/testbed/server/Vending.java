package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.server.ServerEvent.State;

/**
 * Shops of players: who has one open does not walk and is shown with a board. It survives a warp,
 * as on rAthena. Anybody may open one here, without the skill and a cart. Event loop only.
 */
final class Vending {
  static final int CZ_REQ_OPENSTORE2 = 0x01B2;
  static final int CZ_REQ_CLOSESTORE = 0x012E;
  private static final int TITLE = 4;
  private static final int TITLE_WIDTH = 80;
  private static final int OPEN = 84;
  private static final int ITEMS = 85;
  private static final int ITEM = 8;

  private final ServerLog log;

  Vending(ServerLog log) {
    this.log = log;
  }

  /** CZ_REQ_OPENSTORE2. */
  void request(Player player, ByteBuf frame) {
    if (frame.readableBytes() < ITEMS + ITEM || frame.getByte(OPEN) == 0) {
      return; // cancelled, or nothing to sell
    }
    open(player, RawText.nulPadded(frame, TITLE, TITLE_WIDTH));
  }

  void open(Player player, RawText title) {
    if (title.length() == 0
        || player.vending != null
        || player.dead
        || player.casting
        || player.muted()
        || player.dialogue != null
        || player.room != null) {
      return;
    }
    Walking.halt(player, log);
    player.vending = title;
    changed(player, true);
    shown(player);
  }

  /** CZ_REQ_CLOSESTORE. */
  void close(Player player) {
    if (player.vending == null) {
      return;
    }
    player.vending = null;
    changed(player, false);
    if (player.onMap) {
      Sight.tellOthers(player, out -> UnitPackets.boardGone(out, player));
    }
  }

  /** An open shop, on a map just loaded or just opened. */
  static void shown(Player player) {
    if (player.vending != null) {
      player.send(out -> UnitPackets.ownShop(out, player));
      Sight.tellOthers(player, out -> UnitPackets.board(out, player));
    }
  }

  private void changed(Player player, boolean on) {
    log.add(new ServerEvent.StateChanged(System.nanoTime(), player.id, State.VENDING, on));
  }
}
