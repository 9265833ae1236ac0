package org.rop2p.codec.detect;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Direction;
import org.rop2p.codec.PacketVersion;

/** The client date of one connection. Confined to one thread. */
public final class DateGuess {
  private final DateFinder finder;
  private final ConnectionWatch watch;
  private PacketVersion version;

  DateGuess(DateFinder finder, PacketVersion version, ConnectionWatch watch) {
    this.finder = finder;
    this.version = version;
    this.watch = watch;
  }

  /** The date by whose tables this connection is framed. */
  public PacketVersion version() {
    return version;
  }

  /**
   * Whether every date that was still possible after the last read of {@code direction} cuts it
   * into the same frames as {@link #version}: those are what they seem to be.
   */
  public boolean isSureOf(Direction direction) {
    return watch.agreedOn(direction, version);
  }

  /**
   * Looks at bytes before they are framed; their indices stay.
   *
   * @return whether {@link #version} is another now: frames of both directions that have not been
   *     cut yet, torn ones included, begin where they began by the former one, and are to be cut by
   *     the new one's table
   */
  public boolean read(Direction direction, ByteBuf bytes) {
    if (!watch.read(direction, bytes)) {
      return false;
    }
    PacketVersion held = finder.learn(watch.fitting(), watch.takeSentences());
    if (watch.fits(version) || !watch.fits(held) || !watch.wereInStep(version, held)) {
      return false;
    }
    version = held;
    return true;
  }
}
