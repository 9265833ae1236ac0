package org.rop2p.proxy.play;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.event.Emoticon;
import org.rop2p.codec.view.Chat;
import org.rop2p.codec.view.Emotion;
import org.rop2p.codec.view.PackEmotion;
import org.rop2p.proxy.message.Content;

/** What the server would send a client about a line or an emote. */
final class Frames {
  private Frames() {}

  /**
   * Appends a frame.
   *
   * @param own whether the receiving client is the author's
   */
  static void write(ByteBuf out, int author, boolean own, Content content, Protocol protocol) {
    if (content instanceof Content.Line line) {
      Chat chat = new Chat(author, line.text());
      if (own) {
        chat.writeEcho(out, protocol);
      } else {
        chat.writeOther(out, protocol);
      }
    } else if (content instanceof Content.Emote emote) {
      Emoticon emoticon = emote.emoticon();
      if (emoticon.isClassic()) {
        new Emotion(author, emoticon.type()).write(out, protocol);
      } else {
        new PackEmotion(author, emoticon.pack(), emoticon.type()).write(out, protocol);
      }
    }
  }
}
