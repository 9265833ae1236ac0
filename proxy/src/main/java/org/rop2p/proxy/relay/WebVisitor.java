package org.rop2p.proxy.relay;

import io.netty.buffer.ByteBuf;

/**
 * Knows a web browser by its first bytes. Any page in a browser on the player's machine can make it
 * call a port of 127.0.0.1: by HTTP with methods of its choice, by TLS, and by WebRTC, which tries
 * STUN and TURN servers and other players' candidates over TCP. Were such calls passed on, a
 * handful of them would make rAthena ban the player's address for ten minutes ({@code ddos_count}
 * in {@code packet_athena.conf}).
 *
 * <p>No game connection begins so. Its ids are below 1000 hexadecimal, so that the second byte is
 * no text; where ids are masked, CZ_ENTER's account id follows, whose highest byte is below 6. The
 * other patterns hold bytes that no account id has in that place.
 */
enum WebVisitor {
  /** Text, TLS or STUN. */
  YES,
  NO,
  /** Too few bytes to tell. */
  UNDECIDED;

  /** As far as the highest byte of a CZ_ENTER's account id. */
  private static final int TEXT_LENGTH = 6;

  private static final int FIRST_PRINTABLE = 0x20;
  private static final int LAST_PRINTABLE = 0x7E;

  /** Any byte. */
  private static final int ANY = -1;

  /** A record of kind 22, version 3.x, its u16 length, and in it a ClientHello. */
  private static final int[] TLS = {0x16, 0x03, ANY, ANY, ANY, 0x01};

  /** RFC 8489: a Binding request, its length, the magic cookie. */
  private static final int[] BINDING = {0x00, 0x01, ANY, ANY, 0x21, 0x12, 0xA4, 0x42};

  /** RFC 8656: an Allocate request. */
  private static final int[] ALLOCATE = {0x00, 0x03, ANY, ANY, 0x21, 0x12, 0xA4, 0x42};

  /** RFC 6544: an ICE check over TCP is a Binding request behind its u16 length. */
  private static final int[] CHECK = {0x00, ANY, 0x00, 0x01, ANY, ANY, 0x21, 0x12, 0xA4, 0x42};

  private static final int[][] PATTERNS = {TLS, BINDING, ALLOCATE, CHECK};

  /** Whose bytes {@code first} begins with; leaves its indices alone. */
  static WebVisitor in(ByteBuf first) {
    WebVisitor answer = text(first);
    for (int[] pattern : PATTERNS) {
      WebVisitor match = matches(first, pattern);
      if (answer != YES && match != NO) {
        answer = match;
      }
    }
    return answer;
  }

  private static WebVisitor text(ByteBuf first) {
    int known = Math.min(first.readableBytes(), TEXT_LENGTH);
    for (int i = 0; i < known; i++) {
      int at = first.getUnsignedByte(first.readerIndex() + i);
      if (at < FIRST_PRINTABLE || at > LAST_PRINTABLE) {
        return NO;
      }
    }
    return known == TEXT_LENGTH ? YES : UNDECIDED;
  }

  private static WebVisitor matches(ByteBuf first, int[] pattern) {
    int known = Math.min(first.readableBytes(), pattern.length);
    for (int i = 0; i < known; i++) {
      if (pattern[i] != ANY && first.getUnsignedByte(first.readerIndex() + i) != pattern[i]) {
        return NO;
      }
    }
    return known == pattern.length ? YES : UNDECIDED;
  }
}
