package org.rop2p.coordinator.signaling;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rop2p.coordinator.session.Membership;

/** The seats of this node: those whose membership is not confirmed yet by its id only. */
final class Seats {
  private final Map<String, Seat> byMembership = new HashMap<>();
  private final Map<Integer, Seat> byAccount = new HashMap<>();

  /** From now on notices to that membership find it. */
  void reserve(String membershipId, Seat seat) {
    byMembership.put(membershipId, seat);
  }

  void release(String membershipId) {
    byMembership.remove(membershipId);
  }

  /** Its membership is confirmed. */
  void take(Membership membership, Seat seat) {
    byMembership.put(membership.id(), seat);
    byAccount.put(membership.accountId(), seat);
  }

  void remove(Seat seat) {
    seat.membership()
        .ifPresent(
            membership -> {
              byMembership.remove(membership.id());
              byAccount.remove(membership.accountId(), seat);
            });
  }

  Optional<Seat> of(String membershipId) {
    return Optional.ofNullable(byMembership.get(membershipId));
  }

  Optional<Seat> ofAccount(int accountId) {
    return Optional.ofNullable(byAccount.get(accountId));
  }

  /** The confirmed ones, as they are now. */
  Collection<Seat> taken() {
    return List.copyOf(byAccount.values());
  }
}
