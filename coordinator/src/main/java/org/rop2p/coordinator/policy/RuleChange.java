package org.rop2p.coordinator.policy;

import java.time.Instant;
import org.rop2p.coordinator.api.ZonePolicy;

/** One change by the admin. */
public sealed interface RuleChange {
  /** The kill switch. */
  record Switch(boolean on, String sentence) implements RuleChange {}

  /** Allows a zone, or changes what holds there. */
  record SetZone(String zone, ZonePolicy policy) implements RuleChange {}

  /** A zone is listed no longer. */
  record RemoveZone(String zone) implements RuleChange {}

  /** Whether staff listens in a zone. */
  record StaffListening(String zone, boolean listening) implements RuleChange {}

  /** Mutes or unmutes. */
  record Mute(int accountId, boolean muted) implements RuleChange {}

  /** Throws a player out; his tokens until then are void. */
  record Kick(int accountId, Instant at) implements RuleChange {}
}
