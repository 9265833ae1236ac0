package org.rop2p.transport.seal;

import io.netty.buffer.ByteBuf;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The first message each way on a link: version u8, wish u8 (1 sealed, 0 plain), 32 random bytes.
 * Immutable.
 */
public final class Hello {
  private static final int RANDOM_BYTES = 32;
  private static final int VERSION = 2;

  /** Of every hello, bytes. */
  public static final int LENGTH = 2 + RANDOM_BYTES;

  private final boolean sealed;
  private final byte[] random;

  private Hello(boolean sealed, byte[] random) {
    this.sealed = sealed;
    this.random = random;
  }

  /** A hello with fresh random bytes. */
  public static Hello create(boolean sealed, SecureRandom source) {
    byte[] random = new byte[RANDOM_BYTES];
    source.nextBytes(random);
    return new Hello(sealed, random);
  }

  /** The hello that all of {@code in} is, or empty when it is none of this version and form. */
  public static Optional<Hello> read(ByteBuf in) {
    if (in.readableBytes() != LENGTH || in.readUnsignedByte() != VERSION) {
      return Optional.empty();
    }
    int wish = in.readUnsignedByte();
    byte[] random = new byte[RANDOM_BYTES];
    in.readBytes(random);
    return wish > 1 ? Optional.empty() : Optional.of(new Hello(wish == 1, random));
  }

  /** Appends it. */
  public void write(ByteBuf out) {
    out.writeByte(VERSION).writeByte(sealed ? 1 : 0).writeBytes(random);
  }

  /** Whether the sender wishes the seal. */
  public boolean sealed() {
    return sealed;
  }

  /** The sender's half of the key material. */
  public byte[] random() {
    return random.clone();
  }
}
