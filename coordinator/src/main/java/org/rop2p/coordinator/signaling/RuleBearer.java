package org.rop2p.coordinator.signaling;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.rop2p.coordinator.api.Policy;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.api.ZonePolicy;
import org.rop2p.coordinator.policy.Rules;

/** Tells players what the admin wants: when they join, when they meet, and when it changes. */
final class RuleBearer {
  /** Where P2P is not allowed. */
  private static final ZonePolicy NOTHING = ZonePolicy.DEFAULT.narrowedTo(Policy.SERVER);

  private Rules rules;

  RuleBearer(Rules rules) {
    this.rules = rules;
  }

  /** Whether that visitor's token still speaks for him. */
  boolean admits(Visitor visitor) {
    return rules.admits(visitor.accountId(), visitor.issued());
  }

  /**
   * Other rules hold. Rules that are older than those known are ignored.
   *
   * @param kick what to do with a socket whose player was thrown out
   */
  void change(
      Rules next, Collection<PlayerSocket> sockets, Seats seats, Consumer<PlayerSocket> kick) {
    if (next.version() < rules.version()) {
      return;
    }
    Rules before = rules;
    rules = next;
    List<PlayerSocket> all = List.copyOf(sockets);
    all.stream().filter(socket -> !admits(socket.visitor())).forEach(kick);
    if (before.on() != next.on() || !before.offSentence().equals(next.offSentence())) {
      all.forEach(this::tellSwitch);
    }
    Set<Integer> mutesChanged = new HashSet<>(before.muted());
    mutesChanged.addAll(next.muted());
    mutesChanged.removeIf(who -> before.muted().contains(who) == next.muted().contains(who));
    for (Seat seat : seats.taken()) {
      String zone = zone(seat);
      ZonePolicy policy = policy(next, zone);
      if (!policy.equals(policy(before, zone))) {
        seat.socket().send(new ServerMessage.PolicyChanged(zone, policy));
      }
      for (int who : mutesChanged) {
        if (who == seat.socket().accountId() || seat.acquaintance(who).isPresent()) {
          tellMute(seat, who);
        }
      }
    }
  }

  /** A socket is there. */
  void opened(PlayerSocket socket) {
    if (!rules.on()) {
      tellSwitch(socket);
    }
  }

  /** A player has joined. */
  void joined(Seat seat) {
    String zone = zone(seat);
    seat.socket().send(new ServerMessage.PolicyChanged(zone, policy(rules, zone)));
    tellMute(seat, seat.socket().accountId());
  }

  /** A player was told of a peer. */
  void met(Seat seat, int peer) {
    tellMute(seat, peer);
  }

  private void tellSwitch(PlayerSocket socket) {
    socket.send(new ServerMessage.Switched(rules.on(), rules.on() ? "" : rules.offSentence()));
  }

  /** Who was never told anything takes a player for one who may speak. */
  private void tellMute(Seat seat, int account) {
    boolean muted = rules.muted().contains(account);
    if (seat.isNewsOfMute(account, muted)) {
      seat.socket().send(new ServerMessage.Muted(account, muted));
    }
  }

  private static String zone(Seat seat) {
    return seat.membership().orElseThrow().zone();
  }

  /** Of the zone itself: that all of P2P is off is told otherwise. */
  private static ZonePolicy policy(Rules rules, String zone) {
    return new Rules(
            rules.version(),
            true,
            "",
            rules.zones(),
            rules.staffListening(),
            rules.muted(),
            rules.expelled())
        .policyOf(zone)
        .orElse(NOTHING);
  }
}
