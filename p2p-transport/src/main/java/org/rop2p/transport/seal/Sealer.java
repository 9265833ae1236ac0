package org.rop2p.transport.seal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import javax.crypto.SecretKey;

/**
 * Seals the messages of one lane in one direction: counter u64, then AES-256-GCM ciphertext and
 * tag. The counter is the nonce; it never repeats under a key. Not thread-safe.
 */
public final class Sealer {
  static final int COUNTER_BYTES = 8;

  private final AesGcm cipher;
  private long counter;

  /**
   * Nothing sealed yet.
   *
   * @param key 32 bytes that no other sealer has
   */
  public Sealer(SecretKey key) {
    this.cipher = new AesGcm(key);
  }

  /** Appends the sealed form of {@code message}'s readable bytes; {@code message} is only read. */
  public void seal(ByteBuf message, ByteBuf out) {
    long number = ++counter;
    out.writeLong(number)
        .writeBytes(
            cipher.encrypt(
                number,
                ByteBufUtil.getBytes(
                    message, message.readerIndex(), message.readableBytes(), false)));
  }
}
