package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rop2p.proxy.relay.UnreadableFrameException.reading;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.relay.SessionHandler.Verdict;

/** A frame too short to read is the server's business, a mistake about what was read is ours. */
class SessionGuardTest {
  private final RelayCounters counters = new RelayCounters();
  private final List<Direction> blind = new ArrayList<>();

  @Test
  void aFrameTooShortForItsLayoutPassesAndIsCounted() {
    assertEquals(Verdict.PASS, shown(frame -> reading(() -> frame.getLong(2))));
    assertEquals(1, counters.snapshot().unreadable());
    assertEquals(List.of(), blind);
  }

  @Test
  void aMistakeAboutWhatWasReadIsADefectAndEndsTheSession() {
    try (LogLines log = new LogLines()) {
      assertEquals(Verdict.PASS, shown(frame -> List.of().get(3)));
      assertEquals(1, log.with("after a defect at CZ_REQUEST_MOVE").size());
    }
    assertEquals(0, counters.snapshot().unreadable());
    assertEquals(List.of(Direction.CLIENT_TO_SERVER), blind);
  }

  private Verdict shown(Function<ByteBuf, Object> meaning) {
    SessionHandler session =
        new SessionHandler() {
          @Override
          public boolean wants(Packet packet) {
            return true;
          }

          @Override
          public Verdict frame(Packet packet, Direction direction, ByteBuf frame) {
            return meaning.apply(frame) == null ? Verdict.DROP : Verdict.WAIT;
          }

          @Override
          public void blind(Direction direction) {
            blind.add(direction);
          }
        };
    ByteBuf frame = Hex.frame("5F03 258640");
    return new SessionGuard(session, counters)
        .show(Packet.CZ_REQUEST_MOVE, Direction.CLIENT_TO_SERVER, frame, 0, 5);
  }
}
