package org.rop2p.proxy.replay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.rop2p.codec.Direction;
import org.rop2p.codec.FrameScanner;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.view.AcceptLogin;
import org.rop2p.codec.view.AddressField;
import org.rop2p.codec.view.Enter;

/**
 * A recorded connection that has been read: its frames, whose it is and where it leads.
 *
 * @param account the account id, empty for a login that was refused
 * @param redirects every address the recorded server told the client
 */
record FramedConnection(
    RecordedConnection recorded,
    OptionalInt account,
    FrameMap up,
    FrameMap down,
    List<Redirect> redirects) {

  /**
   * An address in a frame of the server.
   *
   * @param frame first byte of the frame within the stream
   * @param end first byte behind the frame
   * @param to the recorded address
   */
  record Redirect(int frame, int end, AddressField field, InetSocketAddress to) {
    ByteBuf frameIn(byte[] stream) {
      return Unpooled.wrappedBuffer(stream, frame, end - frame);
    }
  }

  static FramedConnection of(RecordedConnection recorded, Protocol protocol) {
    FrameMap up = FrameMap.of(recorded.clientToServer(), new FrameScanner(protocol.table()));
    OptionalInt claimed = claimedAccount(recorded, up, protocol);
    FrameMap down =
        FrameMap.of(
            recorded.serverToClient(),
            scanner(protocol, recorded.kind(), claimed, Direction.SERVER_TO_CLIENT));
    return new FramedConnection(
        recorded,
        recorded.kind() == ServerKind.LOGIN ? grantedAccount(recorded, down, protocol) : claimed,
        up,
        down,
        redirects(recorded, down, protocol));
  }

  /** A scanner at the first byte of one direction of this connection. */
  FrameScanner scanner(Protocol protocol, Direction direction) {
    return scanner(protocol, recorded.kind(), account, direction);
  }

  FrameMap frames(Direction direction) {
    return direction == Direction.CLIENT_TO_SERVER ? up : down;
  }

  private static FrameScanner scanner(
      Protocol protocol, ServerKind kind, OptionalInt account, Direction direction) {
    FrameScanner scanner = new FrameScanner(protocol.table());
    if (kind == ServerKind.CHAR && direction == Direction.SERVER_TO_CLIENT) {
      account.ifPresent(scanner::expectAccountId);
    }
    return scanner;
  }

  private static OptionalInt claimedAccount(
      RecordedConnection recorded, FrameMap up, Protocol protocol) {
    for (int start : up.idByStart().keySet()) {
      Packet packet = protocol.packet(up.idByStart().get(start), Direction.CLIENT_TO_SERVER);
      ByteBuf frame =
          Unpooled.wrappedBuffer(recorded.clientToServer(), start, up.endOf(start) - start);
      if (packet == Packet.CH_ENTER) {
        return OptionalInt.of(Enter.readChar(frame).accountId());
      }
      if (packet == Packet.CZ_ENTER) {
        return OptionalInt.of(Enter.readMap(frame).accountId());
      }
    }
    return OptionalInt.empty();
  }

  private static OptionalInt grantedAccount(
      RecordedConnection recorded, FrameMap down, Protocol protocol) {
    for (int start : down.idByStart().keySet()) {
      if (protocol.packet(down.idByStart().get(start), Direction.SERVER_TO_CLIENT)
          == Packet.AC_ACCEPT_LOGIN) {
        ByteBuf frame =
            Unpooled.wrappedBuffer(recorded.serverToClient(), start, down.endOf(start) - start);
        return OptionalInt.of(AcceptLogin.read(frame).accountId());
      }
    }
    return OptionalInt.empty();
  }

  private static List<Redirect> redirects(
      RecordedConnection recorded, FrameMap down, Protocol protocol) {
    List<Redirect> redirects = new ArrayList<>();
    down.idByStart()
        .forEach(
            (start, id) -> {
              Packet packet = protocol.packet(id, Direction.SERVER_TO_CLIENT);
              if (packet != null) {
                int end = down.endOf(start);
                ByteBuf frame =
                    Unpooled.wrappedBuffer(recorded.serverToClient(), start, end - start);
                for (AddressField field : AddressField.in(frame, packet)) {
                  redirects.add(new Redirect(start, end, field, field.read(frame)));
                }
              }
            });
    return redirects;
  }
}
