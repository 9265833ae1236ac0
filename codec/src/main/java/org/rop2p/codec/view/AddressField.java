package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rop2p.codec.Packet;

/**
 * Where in a frame the server tells the client to connect next: IPv4 in network order, port
 * little-endian, and on newer clients a {@code host:port} text that the client prefers.
 *
 * @param ip offset of the four address bytes in the frame, or {@link #NO_ADDRESS}
 * @param port offset of the u16 port, or {@link #NO_ADDRESS}
 * @param host offset of the text, or {@link #NO_HOST}
 * @param hostWidth bytes of the text field, NUL padding included
 */
public record AddressField(int ip, int port, int host, int hostWidth) {
  public static final int NO_HOST = -1;

  /** The packet gives the address as text only. */
  public static final int NO_ADDRESS = -1;

  private static final Pattern NUMERIC =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3}):(\\d{1,5})");
  private static final int HOST_WIDTH = 128;
  private static final int MOVE_IP = 22;
  private static final int MOVE_PORT = 26;
  private static final int MOVE_HOST = 28;

  /** The address fields of a frame; empty for packets that carry none. */
  public static List<AddressField> in(ByteBuf frame, Packet packet) {
    return switch (packet) {
      case AC_ACCEPT_LOGIN -> AcceptLogin.addresses(frame);
      case HC_NOTIFY_ZONESVR, ZC_NPCACK_SERVERMOVE -> List.of(ofMove(frame.readableBytes()));
      default -> List.of();
    };
  }

  /** The field of HC_NOTIFY_ZONESVR and ZC_NPCACK_SERVERMOVE of {@code length} bytes. */
  static AddressField ofMove(int length) {
    boolean withHost = length >= MOVE_HOST + HOST_WIDTH;
    return new AddressField(
        MOVE_IP, MOVE_PORT, withHost ? MOVE_HOST : NO_HOST, withHost ? HOST_WIDTH : 0);
  }

  /**
   * The numeric address in the frame. A host text is consulted only where there is nothing else.
   *
   * @throws IllegalArgumentException when there is only a text and it is not numeric
   */
  public InetSocketAddress read(ByteBuf frame) {
    if (ip == NO_ADDRESS) {
      return numeric(readHost(frame).toString());
    }
    byte[] address = new byte[4];
    frame.getBytes(frame.readerIndex() + ip, address);
    return address(address, frame.getUnsignedShortLE(frame.readerIndex() + port));
  }

  private static InetSocketAddress numeric(String text) {
    Matcher m = NUMERIC.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no numeric address and port");
    }
    byte[] address = new byte[4];
    for (int i = 0; i < address.length; i++) {
      int part = Integer.parseInt(m.group(i + 1));
      if (part > 255) {
        throw new IllegalArgumentException("'" + text + "' is no IPv4 address");
      }
      address[i] = (byte) part;
    }
    return address(address, Integer.parseInt(m.group(5)));
  }

  private static InetSocketAddress address(byte[] address, int port) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(address), port);
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }

  /** The {@code host:port} text, empty when absent. */
  public RawText readHost(ByteBuf frame) {
    return host == NO_HOST
        ? RawText.EMPTY
        : RawText.nulPadded(frame, frame.readerIndex() + host, hostWidth);
  }

  /**
   * Overwrites the address in place and zeroes the host text, or writes the address there where
   * there is nothing else. The length never changes.
   *
   * @throws IllegalArgumentException when {@code to} is not a resolved IPv4 address
   */
  public void write(ByteBuf frame, InetSocketAddress to) {
    byte[] address = to.getAddress() == null ? new byte[0] : to.getAddress().getAddress();
    if (address.length != 4) {
      throw new IllegalArgumentException("a client can only be sent to an IPv4 address: " + to);
    }
    if (host != NO_HOST) {
      frame.setZero(frame.readerIndex() + host, hostWidth);
    }
    if (ip == NO_ADDRESS) {
      frame.setCharSequence(
          frame.readerIndex() + host,
          to.getAddress().getHostAddress() + ":" + to.getPort(),
          StandardCharsets.US_ASCII);
      return;
    }
    // The port lies behind the address: a frame too short for both fails here, before any change.
    frame.setShortLE(frame.readerIndex() + port, to.getPort());
    frame.setBytes(frame.readerIndex() + ip, address);
  }
}
