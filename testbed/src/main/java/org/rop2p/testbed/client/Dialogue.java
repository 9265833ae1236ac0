package org.rop2p.testbed.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.rop2p.testbed.client.DialogueScript.Amount;
import org.rop2p.testbed.client.DialogueScript.Answer;
import org.rop2p.testbed.client.DialogueScript.Choose;
import org.rop2p.testbed.client.DialogueScript.Say;

/**
 * A talk with one NPC by a script. Keeps the bytes of every frame it sent. Begun on any thread,
 * continued on the client's.
 */
final class Dialogue {
  private static final int CZ_CONTACTNPC = 0x0090;
  private static final int CZ_CHOOSE_MENU = 0x00B8;
  private static final int CZ_REQ_NEXT_SCRIPT = 0x00B9;
  private static final int CZ_CLOSE_DIALOG = 0x0146;
  private static final int CZ_INPUT_EDITDLG = 0x0143;
  private static final int CZ_INPUT_EDITDLGSTR = 0x01D5;
  private static final int ZC_WAIT_DIALOG = 0x00B5;
  private static final int ZC_CLOSE_DIALOG = 0x00B6;
  private static final int ZC_MENU_LIST = 0x00B7;
  private static final int ZC_OPEN_EDITDLG = 0x0142;
  private static final int ZC_OPEN_EDITDLGSTR = 0x01D4;
  private static final int NPC_OF_FIXED = 2;
  private static final int NPC_OF_MENU = 4;
  private static final int TALK = 1;
  private static final int CANCEL = 255;

  private final int npcId;
  private final Deque<Answer> answers;
  private final List<byte[]> sent = new ArrayList<>();

  Dialogue(int npcId, DialogueScript script) {
    this.npcId = npcId;
    this.answers = new ArrayDeque<>(script.answers());
  }

  int npcId() {
    return npcId;
  }

  void begin(Wire wire) throws IOException {
    send(wire, out -> out.writeShortLE(CZ_CONTACTNPC).writeIntLE(npcId).writeByte(TALK));
  }

  /** Answers a frame if it belongs to this talk; true when the talk is over. */
  boolean answer(ByteBuf frame, int id, Wire wire) throws IOException {
    int npcAt = id == ZC_MENU_LIST ? NPC_OF_MENU : NPC_OF_FIXED;
    switch (id) {
      case ZC_WAIT_DIALOG, ZC_CLOSE_DIALOG, ZC_MENU_LIST, ZC_OPEN_EDITDLG, ZC_OPEN_EDITDLGSTR -> {
        if (frame.getIntLE(frame.readerIndex() + npcAt) != npcId) {
          return false;
        }
      }
      default -> {
        return false;
      }
    }
    switch (id) {
      case ZC_WAIT_DIALOG ->
          send(wire, out -> out.writeShortLE(CZ_REQ_NEXT_SCRIPT).writeIntLE(npcId));
      case ZC_CLOSE_DIALOG ->
          send(wire, out -> out.writeShortLE(CZ_CLOSE_DIALOG).writeIntLE(npcId));
      case ZC_MENU_LIST -> choose(wire);
      case ZC_OPEN_EDITDLG -> amount(wire);
      default -> say(wire);
    }
    return id == ZC_CLOSE_DIALOG;
  }

  private void choose(Wire wire) throws IOException {
    int line = answers.poll() instanceof Choose choice ? choice.line() : CANCEL;
    send(wire, out -> out.writeShortLE(CZ_CHOOSE_MENU).writeIntLE(npcId).writeByte(line));
  }

  private void amount(Wire wire) throws IOException {
    int value = answers.poll() instanceof Amount amount ? amount.value() : 0;
    send(wire, out -> out.writeShortLE(CZ_INPUT_EDITDLG).writeIntLE(npcId).writeIntLE(value));
  }

  private void say(Wire wire) throws IOException {
    byte[] text = answers.poll() instanceof Say say ? say.text().toBytes() : new byte[0];
    send(
        wire,
        out ->
            out.writeShortLE(CZ_INPUT_EDITDLGSTR)
                .writeShortLE(9 + text.length)
                .writeIntLE(npcId)
                .writeBytes(text)
                .writeByte(0));
  }

  private void send(Wire wire, Consumer<ByteBuf> frame) throws IOException {
    wire.send(
        out -> {
          frame.accept(out);
          synchronized (sent) {
            sent.add(ByteBufUtil.getBytes(out));
          }
        });
  }

  /** Every frame sent so far, in order. */
  List<byte[]> sent() {
    synchronized (sent) {
      return List.copyOf(sent);
    }
  }
}
