package org.rop2p.coordinator.client.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.rop2p.coordinator.api.MalformedMessageException;
import org.rop2p.coordinator.api.RestCodec;

/** A REST body is refused in one sentence or is a record that survives being sent on. */
class RestCodecFuzzTest {
  /** Input: which body u8, its text in UTF-8. */
  @FuzzTest
  void anyBody(byte[] data) throws MalformedMessageException {
    if (data.length == 0) {
      return;
    }
    String text = new String(Arrays.copyOfRange(data, 1, data.length), UTF_8);
    switch ((data[0] & 0xFF) % 7) {
      case 0 -> check(text, body -> RestCodec.decodeLoginRequest(body, ""), RestCodec::encode);
      case 1 -> check(text, RestCodec::decodeLogin, RestCodec::encode);
      case 2 -> check(text, RestCodec::decodeJoinRequest, RestCodec::encode);
      case 3 -> check(text, RestCodec::decodeLeaveRequest, RestCodec::encode);
      case 4 -> check(text, RestCodec::decodeJoined, RestCodec::encode);
      case 5 -> check(text, RestCodec::decodeHealth, RestCodec::encode);
      default -> {
        check(text, RestCodec::decodeClientConfig, RestCodec::encode);
        check(text, RestCodec::decodeApiError, error -> RestCodec.encode(error, 400));
      }
    }
  }

  /** Reads a body. */
  private interface Decoder<T> {
    T decode(String text) throws MalformedMessageException;
  }

  /** Writes a body. */
  private interface Encoder<T> {
    String encode(T body);
  }

  private static <T> void check(String text, Decoder<T> decoder, Encoder<T> encoder)
      throws MalformedMessageException {
    T body;
    try {
      body = decoder.decode(text);
    } catch (MalformedMessageException refused) {
      Sentences.check(refused.getMessage());
      return;
    }
    assertEquals(body, decoder.decode(encoder.encode(body)));
  }
}
