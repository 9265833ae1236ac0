package org.rop2p.codec.event;

/**
 * Which emote: one of the old set, or one of a pack that came in 2023.
 *
 * @param pack 0..65535, or {@link #CLASSIC}
 * @param type 0..255 of the old set, 0..65535 of a pack
 */
public record Emoticon(int pack, int type) {
  /** {@link #pack()} of 00BF and 00C0, which name none. */
  public static final int CLASSIC = -1;

  /** One of the old set. */
  public static Emoticon classic(int type) {
    return new Emoticon(CLASSIC, type);
  }

  public boolean isClassic() {
    return pack == CLASSIC;
  }
}
