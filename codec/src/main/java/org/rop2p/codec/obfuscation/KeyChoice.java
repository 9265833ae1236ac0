package org.rop2p.codec.obfuscation;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rop2p.codec.Protocol;

/** What the player says about obfuscation: {@code --keys auto|off|K1,K2,K3}. Immutable. */
public final class KeyChoice {
  /** The keys of the client date, if it has any and the first packet shows that they are used. */
  public static final KeyChoice AUTO = new KeyChoice("auto", null);

  /** Plain ids, as with a client patched not to obfuscate. */
  public static final KeyChoice OFF = new KeyChoice("off", null);

  private static final int HEX = 16;
  private static final String KEY = "\\s*(?:0x)?([0-9a-f]{1,8})\\s*";
  private static final Pattern KEYS = Pattern.compile(KEY + "," + KEY + "," + KEY);

  private final String text;
  private final ObfuscationKeys keys;

  private KeyChoice(String text, ObfuscationKeys keys) {
    this.text = text;
    this.keys = keys;
  }

  /** These keys and no others. */
  public static KeyChoice of(ObfuscationKeys keys) {
    return new KeyChoice(keys.toString(), keys);
  }

  /**
   * Reads {@code auto}, {@code off} or three hexadecimal keys in the order of the server's
   * configuration.
   *
   * @throws IllegalArgumentException with a sentence for people, when the text has another form
   */
  public static KeyChoice parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    Matcher m = KEYS.matcher(lower);
    if (m.matches()) {
      return of(new ObfuscationKeys(key(m, 1), key(m, 2), key(m, 3)));
    }
    return switch (lower) {
      case "auto" -> AUTO;
      case "off" -> OFF;
      default ->
          throw new IllegalArgumentException(
              "'"
                  + text
                  + "' says nothing about packet keys: write auto, off or K1,K2,K3 in hexadecimal");
    };
  }

  private static int key(Matcher m, int group) {
    return Integer.parseUnsignedInt(m.group(group), HEX);
  }

  /** Whether the player has given keys: then packet ids are masked, whatever the client date. */
  public boolean areGiven() {
    return keys != null;
  }

  /** The ids of a new connection to a map server. */
  public ObfuscatedIds open(Protocol protocol) {
    if (keys != null) {
      return ObfuscatedIds.with(keys);
    }
    Optional<ObfuscationKeys> dated =
        equals(AUTO) ? ObfuscationKeys.of(protocol.version()) : Optional.empty();
    return dated.map(k -> ObfuscatedIds.detecting(k, protocol)).orElseGet(ObfuscatedIds::plain);
  }

  /**
   * The ids of a new connection to a map server as one of its two ends counts them. A client and a
   * server do not guess: {@link #AUTO} means the keys of the client date, if it has any. What a
   * client sends it must {@linkplain ObfuscatedIds#encode encode}, what a server receives
   * {@linkplain ObfuscatedIds#decode decode}.
   */
  public ObfuscatedIds openEndpoint(Protocol protocol) {
    if (!equals(AUTO)) {
      return open(protocol);
    }
    return ObfuscationKeys.of(protocol.version())
        .map(ObfuscatedIds::with)
        .orElseGet(ObfuscatedIds::plain);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyChoice choice && text.equals(choice.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return text;
  }
}
