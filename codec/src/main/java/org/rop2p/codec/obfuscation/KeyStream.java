package org.rop2p.codec.obfuscation;

/**
 * The masks of one connection to a map server, in one counting: {@code state(1) = K1*K2 + K3},
 * {@code state(n+1) = state(n)*K2 + K3}, all modulo 2^32. Confined to one thread.
 */
public final class KeyStream {
  private static final int MASK_SHIFT = 16;
  private static final int MASK = 0x7FFF;

  private final ObfuscationKeys keys;
  private int state;

  /** At the first packet of a connection, CZ_ENTER. */
  KeyStream(ObfuscationKeys keys) {
    this.keys = keys;
    this.state = keys.k1() * keys.k2() + keys.k3();
  }

  /** Masks a plain id of the packet in turn, or unmasks a masked one: the same operation. */
  public int apply(int id) {
    return id ^ (state >>> MASK_SHIFT & MASK);
  }

  /** Turns to the next packet. */
  public void advance() {
    state = state * keys.k2() + keys.k3();
  }

  /** The state of the packet in turn. */
  int state() {
    return state;
  }
}
