package org.rop2p.bench.transport;

import java.util.List;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.LinkSignals;
import org.rop2p.transport.PeerLink;

/**
 * Signals as lines of a {@link Wire}.
 *
 * @param name of the link, the same on both sides
 */
record WiredSignals(Wire wire, String name) implements LinkSignals {
  private static final String OFFER = "offer";
  private static final String ANSWER = "answer";
  private static final String CANDIDATE = "candidate";

  /** Words of a line before the signal: its kind, and the link's name. */
  private static final int HEAD = 2;

  @Override
  public void offer(IceDescription description) {
    wire.send(OFFER, name, description.ufrag(), description.pwd());
  }

  @Override
  public void answer(IceDescription description) {
    wire.send(ANSWER, name, description.ufrag(), description.pwd());
  }

  @Override
  public void candidate(IceCandidate candidate) {
    wire.send(CANDIDATE, name, candidate.toSdp());
  }

  /** Hands a line's signal to its link; a line that is none is left. */
  static void deliver(String[] words, PeerLink link) {
    switch (words[0]) {
      case OFFER -> link.onOffer(new IceDescription(words[HEAD], words[HEAD + 1]));
      case ANSWER -> link.onAnswer(new IceDescription(words[HEAD], words[HEAD + 1]));
      case CANDIDATE ->
          link.onCandidate(
              IceCandidate.parse(String.join(" ", List.of(words).subList(HEAD, words.length))));
      default -> {}
    }
  }
}
