package org.rop2p.proxy.relay;

import static org.rop2p.proxy.relay.UnreadableFrameException.reading;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.view.AcceptLogin;
import org.rop2p.proxy.player.Players;

/** The login connection: learns who logged in and leads the client to our char listeners. */
public final class LoginSession implements SessionHandler {
  private final Players players;
  private final Redirect redirect;
  private Outlet toClient;

  public LoginSession(Players players, Redirect redirect) {
    this.players = players;
    this.redirect = redirect;
  }

  @Override
  public void opened(Outlet toServer, Outlet toClient) {
    this.toClient = toClient;
  }

  @Override
  public boolean wants(Packet packet) {
    return packet == Packet.AC_ACCEPT_LOGIN;
  }

  @Override
  public Verdict frame(Packet packet, Direction direction, ByteBuf frame) {
    players.loggedIn(reading(() -> AcceptLogin.read(frame)));
    return redirect.rewrite(packet, frame, ServerKind.CHAR, toClient);
  }
}
