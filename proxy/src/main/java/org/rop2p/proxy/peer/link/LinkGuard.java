package org.rop2p.proxy.peer.link;

import java.util.Optional;

/**
 * What a link may bring, judged before its seal is opened or anything read. Not thread-safe.
 *
 * <p>An honest proxy of a dozen players who all walk, chat and answer sends some 100 messages a
 * second to another at the most.
 */
public final class LinkGuard {
  /** A sealed envelope is no larger. */
  public static final int MAX_MESSAGE_BYTES = 1_024;

  static final int MESSAGES_PER_SECOND = 200;
  static final int MESSAGE_BURST = 400;
  static final int BYTES_PER_SECOND = 64 * 1_024;
  static final int BYTE_BURST = 128 * 1_024;

  /**
   * A new link earns its burst: who comes back under another certificate as soon as he is refused
   * must gain little by it.
   */
  static final int FIRST_MESSAGES = 50;

  static final int FIRST_BYTES = 16 * 1_024;

  private final TokenBucket messages;
  private final TokenBucket bytes;

  public LinkGuard(long now) {
    messages = new TokenBucket(MESSAGES_PER_SECOND, MESSAGE_BURST, FIRST_MESSAGES, now);
    bytes = new TokenBucket(BYTES_PER_SECOND, BYTE_BURST, FIRST_BYTES, now);
  }

  /** Why a message of this size must not be looked at, or empty. */
  public Optional<Offence> refuse(int size, long now) {
    if (!messages.take(1, now)) {
      return Optional.of(Offence.OVER_RATE);
    }
    if (size > MAX_MESSAGE_BYTES) {
      return Optional.of(Offence.TOO_LARGE);
    }
    return bytes.take(size, now) ? Optional.empty() : Optional.of(Offence.OVER_RATE);
  }
}
