package org.rop2p.proxy.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.rop2p.codec.view.RawText;

/**
 * A line of public chat as its author signs it.
 *
 * @param author the account that says it; one proxy signs for all that play through it
 * @param epoch of the author's map entry, unsigned
 * @param number of the line in the author's stream
 * @param zone the author's map, ASCII
 * @param text the bytes that the client sent
 * @param at seconds since 1970 by the author's clock, 0 to {@link LineSignature#LAST_SECOND}
 */
public record SignedLine(int author, int epoch, int number, String zone, RawText text, long at) {
  /** Of what {@link #bytes} has. */
  public static final int VERSION = 1;

  /** What the signature means, so that it can be used for nothing else. */
  private static final byte[] PURPOSE =
      ("ro-p2p line " + VERSION + "\n").getBytes(StandardCharsets.US_ASCII);

  /** Author, epoch, number and time. */
  private static final int NUMBERS = 4 * Integer.BYTES;

  /**
   * What is signed, big-endian: purpose, author u32, epoch u32, number u32, time u32, kind u8 (1:
   * chat), zone length u8, zone, and the text to the end.
   */
  public byte[] bytes() {
    byte[] map = zone.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(PURPOSE.length + NUMBERS + 2 + map.length + text.length())
        .put(PURPOSE)
        .putInt(author)
        .putInt(epoch)
        .putInt(number)
        .putInt((int) at)
        .put((byte) Kind.CHAT.code())
        .put((byte) map.length)
        .put(map)
        .put(text.toBytes())
        .array();
  }
}
