package org.rop2p.proxy.relay;

import static org.rop2p.proxy.relay.UnreadableFrameException.reading;

import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.rop2p.codec.CharacterLayout;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.view.CharacterRecord;
import org.rop2p.codec.view.Enter;
import org.rop2p.codec.view.RawText;
import org.rop2p.codec.view.ZoneServer;
import org.rop2p.proxy.player.Players;

/** The char connection: learns the characters' names and leads the client to our map listeners. */
public final class CharSession implements SessionHandler {
  /** More characters than an account can have; a bound on what one server can make us keep. */
  private static final int MAX_CHARACTERS = 256;

  private final Supplier<Protocol> protocol;
  private final Players players;
  private final Redirect redirect;
  private final Map<Integer, RawText> names = new HashMap<>();
  private Outlet toClient;

  public CharSession(Supplier<Protocol> protocol, Players players, Redirect redirect) {
    this.protocol = protocol;
    this.players = players;
    this.redirect = redirect;
  }

  @Override
  public void opened(Outlet toServer, Outlet toClient) {
    this.toClient = toClient;
  }

  @Override
  public boolean wants(Packet packet) {
    return switch (packet) {
      case CH_ENTER,
          HC_ACCEPT_ENTER,
          HC_ACK_CHARINFO_PER_PAGE,
          HC_ACCEPT_MAKECHAR,
          HC_NOTIFY_ZONESVR ->
          true;
      default -> false;
    };
  }

  @Override
  public Verdict frame(Packet packet, Direction direction, ByteBuf frame) {
    switch (packet) {
      case CH_ENTER -> toClient.expectAccountId(reading(() -> Enter.readChar(frame)).accountId());
      case HC_ACCEPT_ENTER, HC_ACK_CHARINFO_PER_PAGE, HC_ACCEPT_MAKECHAR -> remember(packet, frame);
      case HC_NOTIFY_ZONESVR -> {
        ZoneServer chosen = reading(() -> ZoneServer.read(frame));
        RawText name = names.getOrDefault(chosen.charId(), RawText.EMPTY);
        players.entering(chosen.charId(), name, chosen.zone());
        return redirect.rewrite(packet, frame, ServerKind.MAP, toClient);
      }
      default -> {}
    }
    return Verdict.PASS;
  }

  private void remember(Packet packet, ByteBuf frame) {
    CharacterLayout layout = protocol.get().characterLayout();
    List<CharacterRecord> characters =
        reading(() -> CharacterRecord.readAll(frame, packet, layout));
    for (CharacterRecord character : characters) {
      if (names.size() < MAX_CHARACTERS) {
        names.put(character.charId(), character.name());
      }
    }
  }
}
