package org.rop2p.coordinator.client.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.Limits;
import org.rop2p.coordinator.api.MalformedMessageException;
import org.rop2p.coordinator.api.MessageCodec;
import org.rop2p.coordinator.api.ServerMessage;

/** A text frame is refused in one sentence or is a message that survives being sent on. */
class MessageCodecFuzzTest {
  /** Input: the text of a frame in UTF-8. */
  @FuzzTest
  void fromClients(byte[] data) throws MalformedMessageException {
    ClientMessage message;
    try {
      message = MessageCodec.decodeClientMessage(new String(data, UTF_8));
    } catch (MalformedMessageException refused) {
      Sentences.check(refused.getMessage());
      return;
    }
    String again = bounded(MessageCodec.encode(message));
    assertEquals(message, MessageCodec.decodeClientMessage(again));
  }

  /** Input: the text of a frame in UTF-8. */
  @FuzzTest
  void fromTheCoordinator(byte[] data) throws MalformedMessageException {
    ServerMessage message;
    try {
      message = MessageCodec.decodeServerMessage(new String(data, UTF_8));
    } catch (MalformedMessageException refused) {
      Sentences.check(refused.getMessage());
      return;
    }
    String again = bounded(MessageCodec.encode(message));
    assertEquals(message, MessageCodec.decodeServerMessage(again));
  }

  private static String bounded(String frame) {
    assertTrue(frame.getBytes(UTF_8).length <= Limits.MAX_FRAME_BYTES, "larger than a frame");
    return frame;
  }
}
