package org.rop2p.proxy.message;

import java.util.List;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;

/** What one player's proxy tells another's. Immutable. */
public sealed interface PeerMessage {
  Header header();

  /**
   * Who speaks to whom, and which message it is.
   *
   * @param recipients accounts on the receiving proxy, 1 to {@link EnvelopeCodec#MAX_RECIPIENTS}
   * @param zone the author's map
   * @param epoch unsigned, larger at each map entry of the author
   * @param sequence from 1 within kind and epoch, counting also what went to the server only
   */
  record Header(int author, List<Integer> recipients, String zone, int epoch, int sequence) {
    public Header {
      recipients = List.copyOf(recipients);
    }

    public Header withRecipients(List<Integer> others) {
      return new Header(author, others, zone, epoch, sequence);
    }
  }

  /** The same message for other recipients. */
  PeerMessage to(List<Integer> recipients);

  /**
   * A line of public chat.
   *
   * @param afterSequence the latest line before it that these recipients get from the server only,
   *     0 for none
   * @param afterAgeMillis how long ago that was, at most 65,535
   */
  record Line(Header header, int afterSequence, int afterAgeMillis, RawText text)
      implements PeerMessage {
    @Override
    public PeerMessage to(List<Integer> recipients) {
      return new Line(header.withRecipients(recipients), afterSequence, afterAgeMillis, text);
    }
  }

  /** An emote; type 0..255. */
  record Emote(Header header, int type) implements PeerMessage {
    @Override
    public PeerMessage to(List<Integer> recipients) {
      return new Emote(header.withRecipients(recipients), type);
    }
  }

  /** A walk that the author has just asked the server for. */
  record WalkTo(Header header, Cell to) implements PeerMessage {
    @Override
    public PeerMessage to(List<Integer> recipients) {
      return new WalkTo(header.withRecipients(recipients), to);
    }
  }

  /** No server copy of the message with the header's number will come. */
  record Final(Header header, Kind kind) implements PeerMessage {
    @Override
    public PeerMessage to(List<Integer> recipients) {
      return new Final(header.withRecipients(recipients), kind);
    }
  }
}
