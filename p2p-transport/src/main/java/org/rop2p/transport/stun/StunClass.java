package org.rop2p.transport.stun;

/** The class of a STUN message, with its two bits C1 C0 (RFC 8489 section 5). */
public enum StunClass {
  REQUEST(0b00),
  INDICATION(0b01),
  SUCCESS(0b10),
  ERROR(0b11);

  private final int bits;

  StunClass(int bits) {
    this.bits = bits;
  }

  static StunClass ofType(int type) {
    return switch (((type >> 7) & 0b10) | ((type >> 4) & 0b01)) {
      case 0b00 -> REQUEST;
      case 0b01 -> INDICATION;
      case 0b10 -> SUCCESS;
      default -> ERROR;
    };
  }

  /** The message type of a method below 0x10, bits interleaved as RFC 8489 figure 3 shows. */
  int typeOf(int method) {
    return ((bits & 0b10) << 7) | ((bits & 0b01) << 4) | method;
  }
}
