package org.rop2p.proxy.words;

import java.nio.charset.StandardCharsets;
import org.rop2p.codec.view.RawText;

/**
 * A line in the own player's chat window.
 *
 * @param text raw bytes in the client's charset, at most {@link #MAX_LENGTH}
 */
public record Line(Tone tone, RawText text) {
  /** Clients cut longer lines, or worse. */
  static final int MAX_LENGTH = 200;

  private static final int LAST_ASCII = 0x7E;
  private static final int FIRST_ASCII = 0x20;

  /** How a line is coloured. */
  public enum Tone {
    GOOD(0x80FF80),
    BAD(0x40A0FF),
    PLAIN(0xFFD080);

    private final int colour;

    Tone(int colour) {
      this.colour = colour;
    }

    /** 0x00BBGGRR. */
    public int colour() {
      return colour;
    }
  }

  public Line {
    if (text.length() > MAX_LENGTH) {
      text = text.until(MAX_LENGTH);
    }
  }

  /** What is not ASCII is replaced. */
  static Line of(Tone tone, String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      plain.append(c >= FIRST_ASCII && c <= LAST_ASCII ? c : '?');
    }
    return new Line(tone, RawText.of(plain.toString().getBytes(StandardCharsets.US_ASCII)));
  }
}
