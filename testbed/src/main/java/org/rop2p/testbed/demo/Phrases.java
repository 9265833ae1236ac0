package org.rop2p.testbed.demo;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.rop2p.codec.view.RawText;

/** What players say: most of it once, some of it again and again, and not all of it in ASCII. */
final class Phrases {
  private static final List<String> OPENINGS =
      List.of(
          "anyone for the sewers, round",
          "selling a jellopy, number",
          "who has seen the tool dealer",
          "my poring has eaten",
          "meet at the fountain in",
          "lost my way to Geffen, time");

  private static final List<String> REPEATED = List.of("ok", "lol", "hi", "gg", "brb");

  /** "Hello, nice to meet you" as a Korean client sends it, in CP949. */
  private static final RawText KOREAN =
      RawText.of(HexFormat.of().parseHex("BEC8B3E7C7CFBCBCBFE420B9DDB0A9BDC0B4CFB4D9"));

  private static final String KOREAN_CHARSET = "MS949";

  private static final RawText LATIN =
      RawText.of("Grüße, señor, ça va".getBytes(StandardCharsets.ISO_8859_1));

  private static final int FOREIGN_ONE_IN = 6;
  private static final int REPEATED_ONE_IN = 4;

  private final Random random;
  private int spoken;

  Phrases(Random random) {
    this.random = random;
  }

  /** A line as people read it, in the alphabet its speaker meant. */
  static String readable(RawText message) {
    return message.startsWith(KOREAN) && Charset.isSupported(KOREAN_CHARSET)
        ? new String(message.toBytes(), Charset.forName(KOREAN_CHARSET))
        : message.toString();
  }

  RawText next() {
    spoken++;
    if (random.nextInt(REPEATED_ONE_IN) == 0) {
      return RawText.ascii(REPEATED.get(random.nextInt(REPEATED.size())));
    }
    if (random.nextInt(FOREIGN_ONE_IN) == 0) {
      RawText line = random.nextBoolean() ? KOREAN : LATIN;
      return line.plus(RawText.ascii(" " + spoken));
    }
    return RawText.ascii(OPENINGS.get(random.nextInt(OPENINGS.size())) + " " + spoken);
  }
}
