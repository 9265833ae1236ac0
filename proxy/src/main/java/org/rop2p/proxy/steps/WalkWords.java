package org.rop2p.proxy.steps;

import java.util.List;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.message.EnvelopeCodec;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.routing.PeerLane;
import org.rop2p.proxy.walking.Granted;
import org.rop2p.proxy.walking.OpenRequests;
import org.rop2p.proxy.walking.OpenWalks;
import org.rop2p.proxy.walking.PeerWord;
import org.rop2p.proxy.world.WorldView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What peers are told of the own walks: each in its turn, with those that the server may yet tell
 * of. Confined to the session's loop.
 */
final class WalkWords {
  private static final Logger log = LoggerFactory.getLogger(WalkWords.class);

  private final WorldView world;
  private final PeerLane peers;
  private final OpenWalks open = new OpenWalks(EnvelopeCodec.MAX_OPEN);
  private int epoch;
  private int sequence;

  WalkWords(WorldView world, PeerLane peers) {
    this.world = world;
    this.peers = peers;
  }

  /**
   * The character has entered a map, or another place of it.
   *
   * @param newEpoch unsigned, larger than all before
   */
  void mapEntered(int newEpoch) {
    epoch = newEpoch;
    sequence = 0;
    open.clear();
  }

  /** A request goes to the server. Of walks while hidden it tells nobody, and neither do we. */
  void asked(Cell to) {
    if (!world.own().unseen()) {
      open.asked(to);
    }
  }

  /** The server grants a walk. */
  void granted(Granted walk, long now) {
    if (!world.own().unseen()) {
      open.granted(walk, now + PeerWord.HEARD_MILLIS);
    }
  }

  /**
   * Tells of a walk.
   *
   * @param stopped the server stops the character there, and may tell nobody else
   * @param recipients accounts, distinct, any number
   */
  void tell(Cell to, boolean stopped, List<Integer> recipients, long now) {
    log.debug("Routing player movement to P2P");
    sequence++;
    OpenRequests earlier = open.at(now);
    for (int at = 0; at < recipients.size(); at += EnvelopeCodec.MAX_RECIPIENTS) {
      int end = Math.min(recipients.size(), at + EnvelopeCodec.MAX_RECIPIENTS);
      PeerMessage.Header header =
          new PeerMessage.Header(
              world.own().accountId(), recipients.subList(at, end), world.own().zone(), epoch);
      peers.send(new PeerMessage.WalkTo(header, sequence, earlier, to, stopped));
    }
  }
}
