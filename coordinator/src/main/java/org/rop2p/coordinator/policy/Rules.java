package org.rop2p.coordinator.policy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rop2p.coordinator.api.Policy;
import org.rop2p.coordinator.api.ZonePolicy;
import org.rop2p.coordinator.config.ZoneRules;

/**
 * What the admin wants at this moment; the same on all nodes. Immutable.
 *
 * @param version grows with each change
 * @param on whether P2P is on at all
 * @param offSentence why not, for players; may be empty
 * @param zones where P2P is allowed
 * @param staffListening zones in which the server must hear everything: nothing is offloaded there
 * @param muted accounts that say nothing to peers
 * @param expelled accounts thrown out, and when: tokens issued until then are void
 */
public record Rules(
    long version,
    boolean on,
    String offSentence,
    ZoneRules zones,
    Set<String> staffListening,
    Set<Integer> muted,
    Map<Integer, Instant> expelled) {
  public Rules {
    staffListening = Set.copyOf(staffListening);
    muted = Set.copyOf(muted);
    expelled = Map.copyOf(expelled);
  }

  /** As the configuration file has it. */
  public static Rules of(ZoneRules zones) {
    return new Rules(0, true, "", zones, Set.of(), Set.of(), Map.of());
  }

  /** The same with P2P off. */
  public Rules switchedOff(String sentence) {
    return new Rules(version, false, sentence, zones, staffListening, muted, expelled);
  }

  /** What holds in a zone; empty if P2P is not allowed there. */
  public Optional<ZonePolicy> policyOf(String zone) {
    Optional<ZonePolicy> policy = on ? zones.policyOf(zone) : Optional.empty();
    return staffListening.contains(zone) ? policy.map(Rules::heardByStaff) : policy;
  }

  /** Whether a token issued at that time still speaks for the account. */
  public boolean admits(int accountId, Instant issued) {
    Instant thrownOut = expelled.get(accountId);
    return thrownOut == null || issued.isAfter(thrownOut);
  }

  private static ZonePolicy heardByStaff(ZonePolicy policy) {
    return policy.narrowedTo(Policy.MIRROR);
  }
}
