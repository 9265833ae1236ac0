package org.rop2p.transport.link;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.IceRestart;
import org.rop2p.transport.LinkListener;
import org.rop2p.transport.LinkSignals;
import org.rop2p.transport.PeerEndpoint;
import org.rop2p.transport.PeerLink;
import org.rop2p.transport.ProbeSignal;

/** Two endpoints and the signalling between them: what one says, the other hears. */
final class LinkedPair {
  final RecordingListener atLeft = new RecordingListener();
  final RecordingListener atRight = new RecordingListener();
  final PeerLink left;
  final PeerLink right;
  private final Wire toRight;
  private final Wire toLeft;

  private LinkedPair(
      PeerEndpoint left, Fingerprint leftPins, PeerEndpoint right, Fingerprint rightPins) {
    this(left, leftPins, right, rightPins, true);
  }

  private LinkedPair(
      PeerEndpoint left,
      Fingerprint leftPins,
      PeerEndpoint right,
      Fingerprint rightPins,
      boolean vouched) {
    this.toRight = new Wire(vouched ? seen(left) : List.of());
    this.toLeft = new Wire(vouched ? seen(right) : List.of());
    this.left = left.link(leftPins, toRight, atLeft);
    this.right = right.link(rightPins, toLeft, atRight);
    toRight.connect(this.right);
    toLeft.connect(this.left);
  }

  static LinkedPair link(PeerEndpoint left, PeerEndpoint right) {
    return new LinkedPair(left, right.fingerprint(), right, left.fingerprint());
  }

  /** As {@link #link}, but nobody sees where they are. */
  static LinkedPair linkUnvouched(PeerEndpoint left, PeerEndpoint right) {
    return new LinkedPair(left, right.fingerprint(), right, left.fingerprint(), false);
  }

  /** What the left side has said of probing. */
  List<ProbeSignal.Step> probeStepsOfLeft() {
    return List.copyOf(toRight.steps);
  }

  /** What the right side has said of probing. */
  List<ProbeSignal.Step> probeStepsOfRight() {
    return List.copyOf(toLeft.steps);
  }

  /** What both sides have said of restarts. */
  List<IceRestart.Step> restartSteps() {
    return Stream.concat(toRight.restarts.stream(), toLeft.restarts.stream()).toList();
  }

  private static List<InetAddress> seen(PeerEndpoint endpoint) {
    return List.of(endpoint.localAddress().getAddress());
  }

  /** The left link and the right one. */
  static List<PeerLink> link(
      PeerEndpoint left, LinkListener atLeft, PeerEndpoint right, LinkListener atRight) {
    Wire toRight = new Wire(seen(left));
    Wire toLeft = new Wire(seen(right));
    PeerLink leftLink = left.link(right.fingerprint(), toRight, atLeft);
    PeerLink rightLink = right.link(left.fingerprint(), toLeft, atRight);
    toRight.connect(rightLink);
    toLeft.connect(leftLink);
    return List.of(leftLink, rightLink);
  }

  /** What kinds of candidates the left side has told. */
  Set<CandidateType> candidateTypesOfLeft() {
    return Set.copyOf(toRight.types);
  }

  /** The left side expects another certificate than the right side has. */
  static LinkedPair linkPinning(PeerEndpoint left, Fingerprint pinned, PeerEndpoint right) {
    return new LinkedPair(left, pinned, right, left.fingerprint());
  }

  /** Keeps what is said before the other side exists. */
  private static final class Wire implements LinkSignals {
    private final List<Consumer<PeerLink>> early = new ArrayList<>();
    private final Set<CandidateType> types = ConcurrentHashMap.newKeySet();
    private final List<ProbeSignal.Step> steps = new CopyOnWriteArrayList<>();
    private final List<IceRestart.Step> restarts = new CopyOnWriteArrayList<>();
    private final List<InetAddress> seenAt;
    private PeerLink to;

    /**
     * @param seenAt where the sender is seen
     */
    Wire(List<InetAddress> seenAt) {
      this.seenAt = seenAt;
    }

    synchronized void connect(PeerLink link) {
      to = link;
      early.forEach(signal -> signal.accept(link));
    }

    private synchronized void say(Consumer<PeerLink> signal) {
      if (to == null) {
        early.add(signal);
      } else {
        signal.accept(to);
      }
    }

    @Override
    public void offer(IceDescription d) {
      say(link -> link.onOffer(d));
    }

    @Override
    public void answer(IceDescription d) {
      say(link -> link.onAnswer(d));
    }

    @Override
    public void restart(IceRestart restart) {
      restarts.add(restart.step());
      say(link -> link.onRestart(restart));
    }

    @Override
    public void candidate(IceCandidate c) {
      types.add(c.type());
      // Through its text, as signalling would carry it.
      say(link -> link.onCandidate(IceCandidate.parse(c.toSdp())));
    }

    @Override
    public void probe(ProbeSignal signal) {
      steps.add(signal.step());
      ProbeSignal carried = ProbeSignal.parse(signal.toText()).orElseThrow();
      say(link -> link.onProbe(carried, seenAt));
    }
  }
}
