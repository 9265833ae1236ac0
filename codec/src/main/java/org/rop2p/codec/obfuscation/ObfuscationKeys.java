package org.rop2p.codec.obfuscation;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rop2p.codec.Branch;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.TableFile;

/** The three keys of a client date, unsigned 32 bits each. Immutable. */
public record ObfuscationKeys(int k1, int k2, int k3) {
  private static final int HEX = 16;
  private static final Map<PacketVersion, ObfuscationKeys> BY_DATE = read();

  /** The keys of a client date; empty when its clients send plain ids. */
  public static Optional<ObfuscationKeys> of(PacketVersion version) {
    return Optional.ofNullable(BY_DATE.get(version));
  }

  /** A new stream, at the first packet of a connection. */
  public KeyStream stream() {
    return new KeyStream(this);
  }

  /** Row: date, branches, K1, K2, K3. */
  private static Map<PacketVersion, ObfuscationKeys> read() {
    Map<PacketVersion, ObfuscationKeys> keys = new HashMap<>();
    for (String[] row : TableFile.rows(ObfuscationKeys.class, "keys.tsv")) {
      ObfuscationKeys own =
          new ObfuscationKeys(
              Integer.parseUnsignedInt(row[2], HEX),
              Integer.parseUnsignedInt(row[3], HEX),
              Integer.parseUnsignedInt(row[4], HEX));
      for (String branch : row[1].split(",", -1)) {
        PacketVersion version =
            new PacketVersion(
                Integer.parseInt(row[0]), Branch.valueOf(branch.toUpperCase(Locale.ROOT)));
        if (keys.put(version, own) != null) {
          throw new IllegalStateException("keys.tsv lists " + version + " twice");
        }
      }
    }
    return Map.copyOf(keys);
  }

  /** As {@link KeyChoice#parse} reads it. */
  @Override
  public String toString() {
    return "%08X,%08X,%08X".formatted(k1, k2, k3);
  }
}
