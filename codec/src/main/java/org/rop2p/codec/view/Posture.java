package org.rop2p.codec.view;

/** How a unit is shown that does not walk: the state byte of a standing entry. */
public enum Posture {
  STANDING(0),
  /** Lies on the ground, dead; a player still hears and chats. */
  DEAD(1),
  SITTING(2);

  private final int wire;

  Posture(int wire) {
    this.wire = wire;
  }

  /** What the wire says, 0..255; whatever is not known stands. */
  static Posture ofWire(int wire) {
    return switch (wire) {
      case 1 -> DEAD;
      case 2 -> SITTING;
      default -> STANDING;
    };
  }

  public int wire() {
    return wire;
  }
}
