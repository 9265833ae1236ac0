package org.rop2p.transport.seal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;

/** Opens what the other side's {@link Sealer} sealed, each message once. Not thread-safe. */
public final class Opener {
  private final AesGcm cipher;
  private final ReplayWindow window = new ReplayWindow();

  public Opener(SecretKey key) {
    this.cipher = new AesGcm(key);
  }

  /**
   * The message, or empty when it is forged, damaged, was opened before, or is overtaken by too
   * many.
   */
  public Optional<byte[]> open(ByteBuf sealed) {
    if (sealed.readableBytes() < Sealer.COUNTER_BYTES + AesGcm.TAG_BYTES) {
      return Optional.empty();
    }
    long number = sealed.readLong();
    if (!window.isNew(number)) {
      return Optional.empty();
    }
    try {
      byte[] message = cipher.decrypt(number, ByteBufUtil.getBytes(sealed));
      window.mark(number);
      return Optional.of(message);
    } catch (AEADBadTagException e) {
      return Optional.empty();
    }
  }
}
