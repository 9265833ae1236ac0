package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.server.Dialogue.Awaits;
import org.rop2p.testbed.server.ServerEvent.State;

/** What players say to NPCs. Every frame of it is recorded raw. Event loop only. */
final class Dialogues {
  static final int CZ_CONTACTNPC = 0x0090;
  static final int CZ_CHOOSE_MENU = 0x00B8;
  static final int CZ_REQ_NEXT_SCRIPT = 0x00B9;
  static final int CZ_INPUT_NUMBER = 0x0143;
  static final int CZ_INPUT_TEXT = 0x01D5;
  static final int CZ_CLOSE_DIALOG = 0x0146;
  private static final int NPC = 2;
  private static final int CHOICE = 6;
  private static final int CANCELLED = 0xFF;

  private final World world;
  private final ServerLog log;

  Dialogues(World world, ServerLog log) {
    this.world = world;
    this.log = log;
  }

  void received(Player player, int id, ByteBuf frame) {
    RawText raw = RawText.at(frame, 0, frame.readableBytes());
    log.add(new ServerEvent.NpcFrame(System.nanoTime(), player.id, raw));
    if (id == CZ_INPUT_NUMBER || id == CZ_INPUT_TEXT) {
      return; // no script here asks for input
    }
    int npc = frame.getIntLE(NPC);
    if (id == CZ_CONTACTNPC) {
      contact(player, world.npc(npc));
      return;
    }
    Dialogue dialogue = player.dialogue;
    if (dialogue == null || dialogue.npc.id != npc) {
      return;
    }
    switch (id) {
      case CZ_REQ_NEXT_SCRIPT -> {
        if (dialogue.awaits() == Awaits.NEXT) {
          player.send(dialogue::next);
        }
      }
      case CZ_CHOOSE_MENU -> choose(player, dialogue, frame.getUnsignedByte(CHOICE));
      case CZ_CLOSE_DIALOG -> end(player);
      default -> throw new AssertionError(id);
    }
  }

  /** Ends the conversation, if there is one. */
  void end(Player player) {
    if (player.dialogue != null) {
      player.dialogue = null;
      changed(player, false);
    }
  }

  private void contact(Player player, Npc npc) {
    if (npc == null
        || npc.script == null
        || !player.sees(npc, Ranges.SIGHT)
        || player.dialogue != null
        || player.room != null) {
      return;
    }
    Walking.halt(player, log);
    player.dialogue = new Dialogue(npc);
    changed(player, true);
    player.send(player.dialogue::say);
  }

  private void choose(Player player, Dialogue dialogue, int choice) {
    if (dialogue.awaits() != Awaits.CHOICE) {
      return;
    }
    if (choice == CANCELLED) {
      end(player);
      return;
    }
    player.send(
        out -> {
          if (!dialogue.choose(out, choice)) {
            dialogue.close(out);
          }
        });
  }

  private void changed(Player player, boolean on) {
    log.add(new ServerEvent.StateChanged(System.nanoTime(), player.id, State.IN_DIALOGUE, on));
  }
}
