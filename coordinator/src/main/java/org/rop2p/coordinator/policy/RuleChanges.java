package org.rop2p.coordinator.policy;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.rop2p.coordinator.api.ZonePolicy;
import org.rop2p.coordinator.config.ZoneRules;

/** What a change makes of the rules, and how it is recorded. Pure. */
public final class RuleChanges {
  private RuleChanges() {}

  /**
   * The next version.
   *
   * @throws IllegalArgumentException if no zone at all would be left: that is what the switch is
   *     for
   */
  public static Rules apply(Rules rules, RuleChange change) {
    boolean on = rules.on();
    String offSentence = rules.offSentence();
    Map<String, ZonePolicy> zones = new HashMap<>(rules.zones().listed());
    Set<String> off = new HashSet<>(rules.zones().off());
    boolean open = rules.zones().open();
    Set<String> staffListening = new HashSet<>(rules.staffListening());
    Set<Integer> muted = new HashSet<>(rules.muted());
    Map<Integer, Instant> expelled = new HashMap<>(rules.expelled());
    if (change instanceof RuleChange.Switch to) {
      on = to.on();
      offSentence = to.sentence();
    } else if (change instanceof RuleChange.SetZone set) {
      zones.put(set.zone(), set.policy());
      put(off, set.zone(), !set.on());
    } else if (change instanceof RuleChange.RemoveZone removed) {
      zones.remove(removed.zone());
      off.remove(removed.zone());
    } else if (change instanceof RuleChange.OtherZones others) {
      open = others.on();
    } else if (change instanceof RuleChange.StaffListening staff) {
      put(staffListening, staff.zone(), staff.listening());
    } else if (change instanceof RuleChange.Mute mute) {
      put(muted, mute.accountId(), mute.muted());
    } else if (change instanceof RuleChange.Kick kick) {
      expelled.put(kick.accountId(), kick.at());
    }
    if (zones.isEmpty() && !open) {
      throw new IllegalArgumentException(
          "No zone would be left, neither a listed one nor the others: switch P2P off instead");
    }
    return new Rules(
        rules.version() + 1,
        on,
        offSentence,
        new ZoneRules(zones, off, open),
        staffListening,
        muted,
        expelled);
  }

  /** The line in the record. */
  public static AuditEntry entry(RuleChange change, String by, Instant at) {
    if (change instanceof RuleChange.Switch to) {
      return new AuditEntry(at, by, "switch", "on=" + to.on() + ", sentence=" + to.sentence());
    }
    if (change instanceof RuleChange.SetZone set) {
      ZonePolicy policy = set.policy();
      return new AuditEntry(
          at,
          by,
          "zone",
          "zone="
              + set.zone()
              + ", chat="
              + policy.chat().wireName()
              + ", emote="
              + policy.emote().wireName()
              + ", movement="
              + policy.movement().wireName()
              + (set.on() ? "" : ", on=false"));
    }
    if (change instanceof RuleChange.RemoveZone removed) {
      return new AuditEntry(at, by, "zone-removed", "zone=" + removed.zone());
    }
    if (change instanceof RuleChange.OtherZones others) {
      return new AuditEntry(at, by, "other-zones", "on=" + others.on());
    }
    if (change instanceof RuleChange.StaffListening staff) {
      return new AuditEntry(
          at, by, "staff-listening", "zone=" + staff.zone() + ", listening=" + staff.listening());
    }
    if (change instanceof RuleChange.Mute mute) {
      return new AuditEntry(
          at, by, mute.muted() ? "mute" : "unmute", "account_id=" + mute.accountId());
    }
    return new AuditEntry(at, by, "kick", "account_id=" + ((RuleChange.Kick) change).accountId());
  }

  private static <T> void put(Set<T> set, T element, boolean in) {
    if (in) {
      set.add(element);
    } else {
      set.remove(element);
    }
  }
}
