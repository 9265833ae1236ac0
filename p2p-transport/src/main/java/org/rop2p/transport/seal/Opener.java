package org.rop2p.transport.seal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Opens what the other side's {@link Sealer} sealed, each message once. One thread. */
public final class Opener {
  private final SecretKey key;
  private final ReplayWindow window = new ReplayWindow();

  public Opener(SecretKey key) {
    this.key = key;
  }

  /** The message, or empty when it is forged, damaged, or was opened before. */
  public Optional<byte[]> open(ByteBuf sealed) {
    if (sealed.readableBytes() < Sealer.COUNTER_BYTES + Sealer.TAG_BITS / Byte.SIZE) {
      return Optional.empty();
    }
    long number = sealed.readLong();
    if (!window.isNew(number)) {
      return Optional.empty();
    }
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE, key, new GCMParameterSpec(Sealer.TAG_BITS, Sealer.nonce(number)));
      byte[] message = cipher.doFinal(ByteBufUtil.getBytes(sealed));
      window.mark(number);
      return Optional.of(message);
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }
}
