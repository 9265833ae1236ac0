package org.rop2p.transport.seal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals messages of one direction: counter u64, then AES-256-GCM ciphertext and tag. The counter is
 * the nonce; it never repeats under a key. Thread-safe.
 */
public final class Sealer {
  static final int COUNTER_BYTES = 8;
  static final int NONCE_BYTES = 12;
  static final int TAG_BITS = 128;

  private final SecretKey key;
  private long counter;

  public Sealer(SecretKey key) {
    this.key = key;
  }

  /** Appends the sealed form of {@code message}'s readable bytes; {@code message} is only read. */
  public void seal(ByteBuf message, ByteBuf out) {
    long number = next();
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce(number)));
      out.writeLong(number).writeBytes(cipher.doFinal(ByteBufUtil.getBytes(message)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has AES-GCM", e);
    }
  }

  private synchronized long next() {
    return ++counter;
  }

  static byte[] nonce(long number) {
    return ByteBuffer.allocate(NONCE_BYTES).putInt(0).putLong(number).array();
  }
}
