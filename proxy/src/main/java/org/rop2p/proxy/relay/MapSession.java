package org.rop2p.proxy.relay;

import static org.rop2p.proxy.relay.UnreadableFrameException.reading;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.function.Function;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.view.Enter;
import org.rop2p.codec.view.MapName;
import org.rop2p.proxy.player.PlayerIdentity;
import org.rop2p.proxy.player.Players;

/**
 * The map connection: follows the way to other map servers, and hands every other packet to the
 * player's play session once CZ_ENTER has told who plays.
 */
public final class MapSession implements SessionHandler {
  private final Players players;
  private final Redirect redirect;
  private final Function<PlayerIdentity, Optional<SessionHandler>> play;
  private Outlet toServer;
  private Outlet toClient;
  private SessionHandler playing;
  private int charId;

  /**
   * @param play makes what looks at a known player's packets; empty when nothing shall
   */
  public MapSession(
      Players players, Redirect redirect, Function<PlayerIdentity, Optional<SessionHandler>> play) {
    this.players = players;
    this.redirect = redirect;
    this.play = play;
  }

  @Override
  public void opened(Outlet toServer, Outlet toClient) {
    this.toServer = toServer;
    this.toClient = toClient;
  }

  @Override
  public boolean wants(Packet packet) {
    return packet == Packet.CZ_ENTER
        || packet == Packet.ZC_NPCACK_SERVERMOVE
        || (playing != null && playing.wants(packet));
  }

  /** rAthena refuses a CZ_ENTER that did not come alone. */
  @Override
  public boolean alone(Packet packet) {
    return packet == Packet.CZ_ENTER;
  }

  @Override
  public Verdict frame(Packet packet, Direction direction, ByteBuf frame) {
    switch (packet) {
      case CZ_ENTER -> enter(reading(() -> Enter.readMap(frame)));
      case ZC_NPCACK_SERVERMOVE -> {
        Verdict verdict = redirect.rewrite(packet, frame, ServerKind.MAP, toClient);
        if (verdict == Verdict.WAIT) {
          return verdict;
        }
        players.changingServer(charId, reading(() -> MapName.ofMove(frame)));
      }
      default -> {}
    }
    return playing == null ? Verdict.PASS : playing.frame(packet, direction, frame);
  }

  @Override
  public void passing(Direction direction) {
    if (playing != null) {
      playing.passing(direction);
    }
  }

  @Override
  public void clientEnding() {
    if (playing != null) {
      playing.clientEnding();
    }
  }

  @Override
  public void blind(Direction direction) {
    if (playing != null) {
      SessionHandler last = playing;
      playing = null;
      try {
        last.blind(direction);
      } finally {
        last.closed();
      }
    }
  }

  @Override
  public void closed() {
    if (playing != null) {
      playing.closed();
      playing = null;
    }
  }

  private void enter(Enter enter) {
    charId = enter.charId();
    if (playing == null) {
      playing = players.identify(enter).flatMap(play).orElse(null);
      if (playing != null) {
        playing.opened(toServer, toClient);
      }
    }
  }
}
