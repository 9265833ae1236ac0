package org.rop2p.proxy.doctor;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.obfuscation.ObfuscationKeys;

/** Whether the client date can be that of a client. Pure. */
final class ClientDateCheck {
  private ClientDateCheck() {}

  /**
   * Judges.
   *
   * @param version that is set; empty: found out while playing
   * @param told by the coordinator, {@code YYYYMMDD}
   * @param today where the player is
   */
  static Check judge(Optional<PacketVersion> version, Optional<String> told, LocalDate today) {
    if (version.isEmpty()) {
      return Check.ok(Topic.CLIENT, "The client date is found out while you play.");
    }
    PacketVersion set = version.get();
    if (told.filter(date -> !date.equals(Integer.toString(set.date()))).isPresent()) {
      return Check.warn(
          Topic.CLIENT,
          "The client date is set to %s, but the coordinator says that this server's clients are of %s."
              .formatted(set, told.get()),
          "Start with --packetver %s, unless you know better.".formatted(told.get()));
    }
    if (set.date() > Integer.parseInt(today.format(DateTimeFormatter.BASIC_ISO_DATE))) {
      return Check.warn(
          Topic.CLIENT,
          "The client date %s is in the future.".formatted(set),
          "Check --packetver: it is the PACKETVER of the server.");
    }
    try {
      Protocol.of(set);
    } catch (IllegalArgumentException e) {
      return Check.fail(
          Topic.CLIENT,
          capitalised(e.getMessage()) + ".",
          "Check --packetver: it is the PACKETVER of the server.");
    }
    return Check.ok(
        Topic.CLIENT,
        ObfuscationKeys.of(set).isPresent()
            ? "Client date %s, whose clients may mask their packet ids: everything goes to the server, too."
                .formatted(set)
            : "Client date %s.".formatted(set));
  }

  private static String capitalised(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
