package org.rop2p.coordinator.policy;

import java.time.Instant;
import org.rop2p.coordinator.api.ZonePolicy;

/** One change by the admin. */
public sealed interface RuleChange {
  /** The kill switch. */
  record Switch(boolean on, String sentence) implements RuleChange {}

  /**
   * Lists a zone, or changes what holds there; no other zone is concerned.
   *
   * @param on whether P2P is allowed there
   */
  record SetZone(String zone, ZonePolicy policy, boolean on) implements RuleChange {
    /** With P2P on. */
    public SetZone(String zone, ZonePolicy policy) {
      this(zone, policy, true);
    }
  }

  /** A zone is listed no longer: what holds for the others holds there. */
  record RemoveZone(String zone) implements RuleChange {}

  /** Whether P2P is allowed in zones that are not listed. */
  record OtherZones(boolean on) implements RuleChange {}

  /** Whether staff listens in a zone. */
  record StaffListening(String zone, boolean listening) implements RuleChange {}

  /** Mutes or unmutes. */
  record Mute(int accountId, boolean muted) implements RuleChange {}

  /** Throws a player out; his tokens until then are void. */
  record Kick(int accountId, Instant at) implements RuleChange {}
}
