package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.view.Cell;
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
  private static final int NUMBER = 6;
  private static final int NPC_OF_TEXT = 4;
  private static final int TEXT = 8;
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
    int npc = frame.getIntLE(id == CZ_INPUT_TEXT ? NPC_OF_TEXT : NPC);
    if (id == CZ_CONTACTNPC && player.dead) {
      Mortality.lies(player);
      return;
    }
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
      case CZ_INPUT_NUMBER -> {
        if (dialogue.awaits() == Awaits.NUMBER) {
          String number = Integer.toString(frame.getIntLE(NUMBER));
          player.send(out -> dialogue.typed(out, number));
        }
      }
      case CZ_INPUT_TEXT -> {
        if (dialogue.awaits() == Awaits.TEXT) {
          String text = Wire.text(frame, TEXT, frame.readableBytes() - TEXT);
          player.send(out -> dialogue.typed(out, text));
        }
      }
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
        || player.room != null
        || player.vending != null
        || player.casting) {
      return;
    }
    speak(player, npc);
  }

  /** Lets the NPC begin to talk, without a click; false when the player cannot listen. */
  boolean speak(Player player, Npc npc) {
    if (player.dialogue != null || player.dead) {
      return false;
    }
    player.dialogue = new Dialogue(npc);
    changed(player, true);
    player.send(player.dialogue::say);
    return true;
  }

  /**
   * An NPC that speaks first does so when the step from {@code from} brings the player near it; who
   * walks walks on.
   */
  void touched(Player player, Cell from) {
    for (Unit unit : player.map.others) {
      if (unit instanceof Npc npc
          && npc.script != null
          && npc.cell.distance(player.cell) <= npc.script.touch()
          && npc.cell.distance(from) > npc.script.touch()) {
        speak(player, npc);
        return;
      }
    }
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
