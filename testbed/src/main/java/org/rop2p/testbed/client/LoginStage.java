package org.rop2p.testbed.client;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.AcceptLogin;
import org.rop2p.codec.view.AddressField;
import org.rop2p.codec.view.RawText;

/** The first connection: who are you, and which char servers are there. */
final class LoginStage {
  private static final int CA_LOGIN = 0x0064;
  private static final int AC_REFUSE_LOGIN = 0x006A;
  private static final int AC_REFUSE_LOGIN_R2 = 0x083E;
  private static final int SC_NOTIFY_BAN = 0x0081;
  private static final int CLIENT_VERSION = 55;
  private static final int NAME = 24;
  private static final int ACCOUNT_SEX = 46;

  private LoginStage() {}

  /** What every later connection of the session repeats. */
  record Ticket(
      int accountId, int authCode, int userLevel, int sex, InetSocketAddress charServer) {}

  static Ticket run(Wire wire, ClientConfig config, Protocol protocol, long deadline)
      throws IOException {
    wire.send(
        out -> {
          out.writeShortLE(CA_LOGIN).writeIntLE(CLIENT_VERSION);
          RawText.ascii(config.user()).writePadded(out, NAME);
          RawText.ascii(config.password()).writePadded(out, NAME);
          out.writeByte(0);
        });
    while (true) {
      ByteBuf frame = wire.next(deadline);
      if (frame == null) {
        throw new ConnectionLostException("the login server did not answer");
      }
      if (wire.id() == AC_REFUSE_LOGIN || wire.id() == AC_REFUSE_LOGIN_R2) {
        throw new ConnectionLostException("login refused, code " + frame.getUnsignedByte(2));
      }
      if (wire.id() == SC_NOTIFY_BAN) {
        throw new ConnectionLostException("login refused, notice " + frame.getUnsignedByte(2));
      }
      if (protocol.packet(wire.id(), Direction.SERVER_TO_CLIENT) == Packet.AC_ACCEPT_LOGIN) {
        return ticket(frame);
      }
    }
  }

  private static Ticket ticket(ByteBuf frame) throws IOException {
    List<AddressField> servers = AddressField.in(frame, Packet.AC_ACCEPT_LOGIN);
    if (servers.isEmpty()) {
      throw new ConnectionLostException("the login server knows no char server");
    }
    if (servers.get(0).readHost(frame).length() > 0) {
      throw new ConnectionLostException("a host text beside the char server's address");
    }
    AcceptLogin accept = AcceptLogin.read(frame);
    return new Ticket(
        accept.accountId(),
        accept.authCode(),
        frame.getIntLE(12),
        frame.getUnsignedByte(ACCOUNT_SEX),
        servers.get(0).read(frame));
  }
}
