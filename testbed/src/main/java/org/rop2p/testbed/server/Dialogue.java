package org.rop2p.testbed.server;

import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.server.NpcSpec.Input;

/** A conversation with an NPC and how far it has got. */
final class Dialogue {
  /** What the server waits for. */
  enum Awaits {
    NEXT,
    CHOICE,
    NUMBER,
    TEXT,
    CLOSE
  }

  private static final int ZC_SAY_DIALOG = 0x00B4;
  private static final int ZC_WAIT_DIALOG = 0x00B5;
  private static final int ZC_CLOSE_DIALOG = 0x00B6;
  private static final int ZC_MENU_LIST = 0x00B7;
  private static final int ZC_OPEN_EDITDLG = 0x0142;
  private static final int ZC_OPEN_EDITDLGSTR = 0x01D4;

  final Npc npc;
  private int page;
  private int inputs;
  private Awaits awaits;

  Dialogue(Npc npc) {
    this.npc = npc;
  }

  Awaits awaits() {
    return awaits;
  }

  /** Says the current page. */
  void say(PacketWriter out) {
    npc.script.pages().get(page).forEach(line -> line(out, line));
    id(out, ZC_WAIT_DIALOG);
    awaits = Awaits.NEXT;
  }

  /** The player pressed "next": another page, or the menu. */
  void next(PacketWriter out) {
    page++;
    if (page < npc.script.pages().size()) {
      say(out);
      return;
    }
    text(out, ZC_MENU_LIST, String.join(":", npc.script.menu()));
    awaits = Awaits.CHOICE;
  }

  /** The player chose, from 1 on. False when there is no such choice. */
  boolean choose(PacketWriter out, int choice) {
    if (choice < 1 || choice > npc.script.answers().size()) {
      return false;
    }
    line(out, npc.script.answers().get(choice - 1));
    askOrClose(out);
    return true;
  }

  /** The player typed something that was asked for. */
  void typed(PacketWriter out, String input) {
    line(out, "You typed " + input + ".");
    askOrClose(out);
  }

  private void askOrClose(PacketWriter out) {
    if (inputs == npc.script.inputs().size()) {
      close(out);
      return;
    }
    if (npc.script.inputs().get(inputs++) == Input.NUMBER) {
      id(out, ZC_OPEN_EDITDLG);
      awaits = Awaits.NUMBER;
    } else {
      id(out, ZC_OPEN_EDITDLGSTR);
      awaits = Awaits.TEXT;
    }
  }

  /** Shows the "close" button. */
  void close(PacketWriter out) {
    id(out, ZC_CLOSE_DIALOG);
    awaits = Awaits.CLOSE;
  }

  private void line(PacketWriter out, String line) {
    text(out, ZC_SAY_DIALOG, line);
  }

  private void text(PacketWriter out, int packet, String text) {
    out.packet(
        packet,
        fields -> {
          fields.writeIntLE(npc.id);
          RawText.ascii(text).writeTo(fields);
          fields.writeByte(0);
        });
  }

  private void id(PacketWriter out, int packet) {
    out.packet(packet, fields -> fields.writeIntLE(npc.id));
  }
}
