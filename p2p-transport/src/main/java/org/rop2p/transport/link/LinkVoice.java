package org.rop2p.transport.link;

import java.util.Set;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.IceRestart;
import org.rop2p.transport.LinkSignals;
import org.rop2p.transport.ProbeSignal;
import org.rop2p.transport.gather.LocalCandidates;

/** What one link says to its peer by signalling. Event loop only. */
final class LinkVoice {
  private final LinkSignals signals;
  private final LocalCandidates local;
  private boolean described;

  LinkVoice(LinkSignals signals, LocalCandidates local) {
    this.signals = signals;
    this.local = local;
  }

  /** Whether the peer was told our credentials. */
  boolean hasDescribed() {
    return described;
  }

  /** Offers the link, or answers, and tells all candidates. */
  void describe(boolean offers, IceDescription description) {
    described = true;
    SafeListener.run(
        () -> {
          if (offers) {
            signals.offer(description);
          } else {
            signals.answer(description);
          }
        });
    tellAll(description);
  }

  /** The NAT is asked for what it may have changed; what is found later is told then. */
  void restart(IceRestart restart) {
    SafeListener.run(() -> signals.restart(restart));
    tellAll(restart.description());
    local.bases().forEach(local::doubt);
  }

  /** A candidate was found: it is told with each of these user names. */
  void found(IceCandidate candidate, Set<String> ufrags) {
    if (described) {
      ufrags.forEach(ufrag -> tell(candidate.withUfrag(ufrag)));
    }
  }

  void probe(ProbeSignal signal) {
    SafeListener.run(() -> signals.probe(signal));
  }

  private void tellAll(IceDescription description) {
    local.known().forEach(candidate -> tell(candidate.withUfrag(description.ufrag())));
  }

  private void tell(IceCandidate candidate) {
    SafeListener.run(() -> signals.candidate(candidate));
  }
}
