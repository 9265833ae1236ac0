package org.rop2p.proxy.relay;

import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.detect.DateGuess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The protocol by which one connection is read. It may become another one as the connection shows
 * what it is. Confined to its event loop.
 */
final class ConnectionProtocol implements Supplier<Protocol> {
  private static final Logger log = LoggerFactory.getLogger(ConnectionProtocol.class);

  private final boolean set;
  private Protocol protocol;

  /** Null: nothing is looked for, or no more. */
  private DateGuess guess;

  private boolean failed;

  /** This one to the end. */
  ConnectionProtocol(Protocol protocol) {
    this.set = true;
    this.protocol = protocol;
  }

  /** The one that is guessed. */
  ConnectionProtocol(DateGuess guess) {
    this.set = false;
    this.protocol = Protocol.of(guess.version());
    this.guess = guess;
  }

  @Override
  public Protocol get() {
    return protocol;
  }

  /** Whether it was told and not found. */
  boolean isSet() {
    return set;
  }

  /**
   * Looks at bytes that have come, before they are cut into frames. Never throws.
   *
   * @return whether the protocol is another now, as {@link DateGuess#read} has it
   */
  boolean read(Direction direction, ByteBuf bytes) {
    if (guess == null) {
      return false;
    }
    try {
      if (!guess.read(direction, bytes)) {
        return false;
      }
      protocol = Protocol.of(guess.version());
      return true;
    } catch (RuntimeException e) {
      log.warn("The client date is looked for no more on this connection: {}", e.toString(), e);
      guess = null;
      failed = true;
      return false;
    }
  }

  /**
   * Whether the frames of what was read are what the protocol makes of them, as far as is known.
   */
  boolean isSureOf(Direction direction) {
    return guess == null ? !failed : guess.isSureOf(direction);
  }
}
