package org.rop2p.transport.ice;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.IceRestart;
import org.rop2p.transport.stun.CheckPacer;
import org.rop2p.transport.stun.StunMessage;

/** Both sides of a link on one cable; what they say of restarts waits until the test carries it. */
final class TwoSides {
  static final Base BASE = new Base(0, false, true, true);
  private static final long SECOND = 1_000_000_000L;
  private static final long TICK = 5_000_000L;
  private static final IceSettings SETTINGS =
      IceSettings.of(Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofSeconds(15), 8);

  /** One of them, and where it is. */
  final class One {
    final IceGenerations ice;
    final List<IceRestart> said = new ArrayList<>();
    InetSocketAddress place;
    boolean able = true;
    Optional<IceOutput.Selected> selected = Optional.empty();
    int checks;

    private One(IceRole role, String ip) {
      place = new InetSocketAddress(ip, 1);
      ice = new IceGenerations(SETTINGS, new CheckPacer(), role, () -> List.of(BASE), random, now);
    }

    One other() {
      return this == left ? right : left;
    }

    /** What it said last of a restart. */
    IceRestart last() {
      return said.get(said.size() - 1);
    }

    String ufrag() {
      return ice.current().local().ufrag();
    }

    boolean hear(IceRestart restart) {
      return ice.restart(restart, able, now);
    }

    /** Hears of where the other one is, for what goes by this name. */
    boolean hearOfPlace(String ufrag) {
      IceCandidate candidate = IceCandidate.of(CandidateType.HOST, 65_535, other().place);
      return ice.remoteCandidate(candidate.withUfrag(ufrag), now);
    }

    private void advance() {
      ice.advance(able, now);
      for (var next = ice.poll(); next.isPresent(); next = ice.poll()) {
        act(next.get());
      }
    }

    private void act(IceOutput output) {
      if (output instanceof IceOutput.Transmit transmit) {
        StunMessage message = StunMessage.decode(transmit.datagram()).orElseThrow();
        checks += message.username().isPresent() ? 1 : 0;
        if (!cut && transmit.route().remote().equals(other().place)) {
          arriving.add(() -> other().ice.receive(message, new Route(BASE, place), now));
        }
      } else if (output instanceof IceOutput.Restart restart) {
        said.add(restart.restart());
      } else if (output instanceof IceOutput.Selected chosen) {
        selected = Optional.of(chosen);
      }
    }
  }

  private final Random random = new Random(1);
  private List<Runnable> arriving = new ArrayList<>();
  long now = SECOND;
  boolean cut;
  final One left = new One(IceRole.CONTROLLING, "10.0.0.1");
  final One right = new One(IceRole.CONTROLLED, "10.0.0.2");

  /** Two that have a path. */
  static TwoSides linked() {
    TwoSides two = new TwoSides();
    for (One one : List.of(two.left, two.right)) {
      IceDescription theirs = one.other().ice.current().local();
      one.ice.describedBy(theirs, two.now);
      one.hearOfPlace(theirs.ufrag());
    }
    two.pass(1_000);
    assertTrue(two.left.selected.isPresent() && two.right.selected.isPresent());
    return two;
  }

  void pass(long millis) {
    long end = now + millis * 1_000_000;
    while (now < end) {
      now += TICK;
      left.advance();
      right.advance();
      List<Runnable> arrived = arriving;
      arriving = new ArrayList<>();
      arrived.forEach(Runnable::run);
    }
  }

  /** One of them finds that its path gives no answer, and offers a restart. */
  void forsaken(One one) {
    boolean before = cut;
    cut = true;
    one.ice.doubt(now);
    pass(700);
    cut = before;
  }

  /** Candidates of a restart go both ways. */
  void tellPlaces(IceRestart offer, IceRestart answer) {
    One offering = left.ice.ufrags().contains(offer.description().ufrag()) ? left : right;
    offering.hearOfPlace(answer.description().ufrag());
    offering.other().hearOfPlace(offer.description().ufrag());
  }
}
