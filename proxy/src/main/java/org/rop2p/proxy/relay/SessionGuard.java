package org.rop2p.proxy.relay;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.proxy.relay.SessionHandler.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands before a session, so that none of its failures costs a byte or the connection. */
final class SessionGuard {
  private static final Logger log = LoggerFactory.getLogger(SessionGuard.class);

  private final SessionHandler session;
  private final RelayCounters counters;

  SessionGuard(SessionHandler session, RelayCounters counters) {
    this.session = session;
    this.counters = counters;
  }

  void opened(SessionHandler.Outlet toServer, SessionHandler.Outlet toClient) {
    quietly(() -> session.opened(toServer, toClient));
  }

  /** Shows a known packet that fills {@code length} bytes of {@code in} from {@code at}. */
  Verdict show(Packet packet, Direction direction, ByteBuf in, int at, int length) {
    try {
      if (session.wants(packet)) {
        return session.frame(packet, direction, in.slice(at, length));
      }
      session.passing(direction);
    } catch (UnreadableFrameException e) {
      // It is not ours to judge.
      counters.unreadable();
      log.debug("Unreadable {} of {} bytes passed on", packet, length, e);
      passing(direction);
    } catch (RuntimeException e) {
      // A defect of ours must not cost the player the packet, nor another one like it.
      log.warn("P2P is off for this connection after a defect at {}: {}", packet, e.toString(), e);
      blind(direction);
    }
    return Verdict.PASS;
  }

  /** A frame passes that is no known packet, or was not read. */
  void passing(Direction direction) {
    try {
      session.passing(direction);
    } catch (RuntimeException e) {
      log.warn("P2P is off for this connection after a defect: {}", e.toString(), e);
      blind(direction);
    }
  }

  boolean alone(Packet packet) {
    return session.alone(packet);
  }

  void clientEnding() {
    quietly(session::clientEnding);
  }

  void blind(Direction direction) {
    quietly(() -> session.blind(direction));
  }

  void closed() {
    quietly(session::closed);
  }

  private static void quietly(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      log.warn("A P2P session did not begin or end well: {}", e.toString(), e);
    }
  }
}
