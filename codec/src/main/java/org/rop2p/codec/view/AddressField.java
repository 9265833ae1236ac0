package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.rop2p.codec.Packet;

/**
 * Where in a frame the server tells the client to connect next: IPv4 in network order, port
 * little-endian, and on newer clients 128 bytes of {@code host:port} text that the client prefers.
 *
 * @param ip offset of the four address bytes in the frame
 * @param port offset of the u16 port
 * @param host offset of the text, or {@link #NO_HOST}
 */
public record AddressField(int ip, int port, int host) {
  public static final int NO_HOST = -1;
  private static final int HOST_WIDTH = 128;
  private static final int MOVE_IP = 22;
  private static final int MOVE_PORT = 26;
  private static final int MOVE_HOST = 28;

  /** The address fields of a frame; empty for packets that carry none. */
  public static List<AddressField> in(ByteBuf frame, Packet packet) {
    return switch (packet) {
      case AC_ACCEPT_LOGIN -> AcceptLogin.addresses(frame);
      case HC_NOTIFY_ZONESVR, ZC_NPCACK_SERVERMOVE ->
          List.of(
              new AddressField(
                  MOVE_IP,
                  MOVE_PORT,
                  frame.readableBytes() >= MOVE_HOST + HOST_WIDTH ? MOVE_HOST : NO_HOST));
      default -> List.of();
    };
  }

  /** The numeric address in the frame; the host text is not consulted. */
  public InetSocketAddress read(ByteBuf frame) {
    byte[] address = new byte[4];
    frame.getBytes(frame.readerIndex() + ip, address);
    try {
      return new InetSocketAddress(
          InetAddress.getByAddress(address), frame.getUnsignedShortLE(frame.readerIndex() + port));
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }

  /** The {@code host:port} text, empty when absent. */
  public RawText readHost(ByteBuf frame) {
    return host == NO_HOST
        ? RawText.EMPTY
        : RawText.nulPadded(frame, frame.readerIndex() + host, HOST_WIDTH);
  }

  /**
   * Overwrites the address in place and zeroes the host text. The length never changes.
   *
   * @throws IllegalArgumentException when {@code to} is not a resolved IPv4 address
   */
  public void write(ByteBuf frame, InetSocketAddress to) {
    byte[] address = to.getAddress() == null ? new byte[0] : to.getAddress().getAddress();
    if (address.length != 4) {
      throw new IllegalArgumentException("a client can only be sent to an IPv4 address: " + to);
    }
    frame.setBytes(frame.readerIndex() + ip, address);
    frame.setShortLE(frame.readerIndex() + port, to.getPort());
    if (host != NO_HOST) {
      frame.setZero(frame.readerIndex() + host, HOST_WIDTH);
    }
  }
}
