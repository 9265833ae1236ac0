package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.rop2p.codec.view.RawText;

/** A conversation with an NPC and how far it has got. */
final class Dialogue {
  /** What the server waits for. */
  enum Awaits {
    NEXT,
    CHOICE,
    CLOSE
  }

  private static final int ZC_SAY_DIALOG = 0x00B4;
  private static final int ZC_WAIT_DIALOG = 0x00B5;
  private static final int ZC_CLOSE_DIALOG = 0x00B6;
  private static final int ZC_MENU_LIST = 0x00B7;

  final Npc npc;
  private int page;
  private Awaits awaits;

  Dialogue(Npc npc) {
    this.npc = npc;
  }

  Awaits awaits() {
    return awaits;
  }

  /** Says the current page. */
  void say(ByteBuf out) {
    npc.script.pages().get(page).forEach(line -> line(out, line));
    id(out, ZC_WAIT_DIALOG);
    awaits = Awaits.NEXT;
  }

  /** The player pressed "next": another page, or the menu. */
  void next(ByteBuf out) {
    page++;
    if (page < npc.script.pages().size()) {
      say(out);
      return;
    }
    List<String> menu = npc.script.menu();
    int start = Wire.begin(out, ZC_MENU_LIST);
    out.writeIntLE(npc.id);
    RawText.ascii(String.join(":", menu)).writeTo(out);
    out.writeByte(0);
    Wire.length(out, start);
    awaits = Awaits.CHOICE;
  }

  /** The player chose, from 1 on. False when there is no such choice. */
  boolean choose(ByteBuf out, int choice) {
    if (choice < 1 || choice > npc.script.answers().size()) {
      return false;
    }
    line(out, npc.script.answers().get(choice - 1));
    close(out);
    return true;
  }

  /** Shows the "close" button. */
  void close(ByteBuf out) {
    id(out, ZC_CLOSE_DIALOG);
    awaits = Awaits.CLOSE;
  }

  private void line(ByteBuf out, String line) {
    int start = Wire.begin(out, ZC_SAY_DIALOG);
    out.writeIntLE(npc.id);
    RawText.ascii(line).writeTo(out);
    out.writeByte(0);
    Wire.length(out, start);
  }

  private void id(ByteBuf out, int packet) {
    out.writeShortLE(packet).writeIntLE(npc.id);
  }
}
