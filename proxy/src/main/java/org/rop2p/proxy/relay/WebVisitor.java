package org.rop2p.proxy.relay;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Knows a web browser by its first bytes. Any page in a browser on the player's machine can make it
 * call a port of 127.0.0.1; were such calls passed on, a handful of them would make rAthena ban the
 * player's address for ten minutes ({@code ddos_count} in {@code packet_athena.conf}).
 *
 * <p>No game connection begins so: each pattern is longer than the id of a packet, and no client
 * date has the ids 4547, 4F50, 4548, 504F, 5550 or 0316 as a first packet.
 */
enum WebVisitor {
  /** A request without encryption, or the beginning of TLS. */
  YES,
  NO,
  /** Too few bytes to tell. */
  UNDECIDED;

  private static final List<byte[]> REQUESTS =
      List.of(ascii("GET /"), ascii("POST /"), ascii("HEAD /"), ascii("OPTIONS "), ascii("PUT /"));

  /** A record of kind 22, version 3.x, its u16 length, and in it a ClientHello. */
  private static final int TLS_HANDSHAKE = 0x16;

  private static final int TLS_MAJOR = 3;
  private static final int TLS_HELLO_AT = 5;
  private static final int TLS_CLIENT_HELLO = 1;

  /** Whose bytes {@code first} begins with; leaves its indices alone. */
  static WebVisitor in(ByteBuf first) {
    WebVisitor answer = tls(first);
    for (byte[] request : REQUESTS) {
      if (answer == NO) {
        answer = matches(first, request);
      }
    }
    return answer;
  }

  private static WebVisitor matches(ByteBuf first, byte[] request) {
    int known = Math.min(first.readableBytes(), request.length);
    for (int i = 0; i < known; i++) {
      if (first.getByte(first.readerIndex() + i) != request[i]) {
        return NO;
      }
    }
    return known == request.length ? YES : UNDECIDED;
  }

  private static WebVisitor tls(ByteBuf first) {
    int at = first.readerIndex();
    int known = first.readableBytes();
    if ((known > 0 && first.getByte(at) != TLS_HANDSHAKE)
        || (known > 1 && first.getByte(at + 1) != TLS_MAJOR)
        || (known > TLS_HELLO_AT && first.getByte(at + TLS_HELLO_AT) != TLS_CLIENT_HELLO)) {
      return NO;
    }
    return known > TLS_HELLO_AT ? YES : UNDECIDED;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
