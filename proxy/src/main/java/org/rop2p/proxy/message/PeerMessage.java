package org.rop2p.proxy.message;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.delivery.Answer;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.walking.OpenRequests;

/** What one player's proxy tells another's. Immutable. */
public sealed interface PeerMessage {
  Header header();

  /** The same message for other recipients. */
  PeerMessage to(List<Integer> recipients);

  /** Whether it may be lost or overtaken; all else must arrive, in order. */
  boolean mayBeLost();

  /**
   * Who speaks to whom.
   *
   * @param author the account that this message is of, the receiver of a line when it answers
   * @param recipients distinct accounts on the receiving proxy, 1 to {@link
   *     EnvelopeCodec#MAX_RECIPIENTS}
   * @param zone the author's map
   * @param epoch unsigned, larger at each map entry of the author
   */
  record Header(int author, List<Integer> recipients, String zone, int epoch) {
    public Header {
      recipients = List.copyOf(recipients);
    }

    public Header withRecipients(List<Integer> others) {
      return new Header(author, others, zone, epoch);
    }
  }

  /**
   * The author wants to hear from the recipient; answered by a Hello for each kind of lines.
   *
   * @param token what the recipient's messages carry from then on, chosen by the author
   * @param kinds that are welcome, walks among them; may be empty
   */
  record Subscribe(Header header, int token, Set<Kind> kinds) implements PeerMessage {
    public Subscribe {
      kinds = Set.copyOf(kinds);
    }

    @Override
    public PeerMessage to(List<Integer> recipients) {
      return new Subscribe(header.withRecipients(recipients), token, kinds);
    }

    @Override
    public boolean mayBeLost() {
      return false;
    }
  }

  /**
   * A message of the stream of one kind.
   *
   * @param token that of the recipient's latest Subscribe
   * @param signature the author's, of a message that has a line of chat; none of any other
   */
  record Told(
      Header header,
      Kind kind,
      int token,
      ToReceivers<Content> message,
      Optional<LineSignature> signature)
      implements PeerMessage {
    public Told {
      if (signature.isPresent() != (kind == Kind.CHAT && contentOf(message).isPresent())) {
        throw new IllegalArgumentException("lines of chat are signed, and nothing else is");
      }
    }

    /** Without a line of chat. */
    public Told(Header header, Kind kind, int token, ToReceivers<Content> message) {
      this(header, kind, token, message, Optional.empty());
    }

    @Override
    public PeerMessage to(List<Integer> recipients) {
      return new Told(header.withRecipients(recipients), kind, token, message, signature);
    }

    /** Without a Settled its receiver waits longer, until a copy or a later Settled comes. */
    @Override
    public boolean mayBeLost() {
      return message instanceof ToReceivers.Settled<Content>;
    }

    /** The line or emote in it. */
    public Optional<Content> content() {
      return contentOf(message);
    }

    /** What its signature is of. */
    public Optional<SignedLine> signedLine() {
      return signature.flatMap(by -> lineOf(header, message, by.at()));
    }

    /** The line of chat in a message, to be signed by its author. */
    public static Optional<SignedLine> lineOf(
        Header header, ToReceivers<Content> message, long at) {
      int number =
          message instanceof ToReceivers.PeerLine<Content> line
              ? line.number()
              : message instanceof ToReceivers.BothLine<Content> both
                  ? both.number()
                  : ToReceivers.NONE;
      return contentOf(message)
          .map(content -> content instanceof Content.Line line ? line.text() : null)
          .map(
              text ->
                  new SignedLine(header.author(), header.epoch(), number, header.zone(), text, at));
    }

    static Optional<Content> contentOf(ToReceivers<Content> message) {
      if (message instanceof ToReceivers.PeerLine<Content> line) {
        return Optional.of(line.content());
      }
      return message instanceof ToReceivers.BothLine<Content> line
          ? Optional.of(line.content())
          : Optional.empty();
    }
  }

  /**
   * The answer to a line that is on links only.
   *
   * @param token that of the stream which brought the line
   */
  record Answered(Header header, Kind kind, int token, int number, Answer answer)
      implements PeerMessage {
    @Override
    public PeerMessage to(List<Integer> recipients) {
      return new Answered(header.withRecipients(recipients), kind, token, number, answer);
    }

    @Override
    public boolean mayBeLost() {
      return false;
    }
  }

  /**
   * A walk that the author has just asked the server for, or soon will.
   *
   * @param sequence from 1 within the epoch
   * @param open the author's earlier walks that the server may yet tell of, at most {@link
   *     EnvelopeCodec#MAX_OPEN}
   * @param stopped the server stops the author there, on his way, and may tell nobody else
   */
  record WalkTo(Header header, int sequence, OpenRequests open, Cell to, boolean stopped)
      implements PeerMessage {
    @Override
    public PeerMessage to(List<Integer> recipients) {
      return new WalkTo(header.withRecipients(recipients), sequence, open, to, stopped);
    }

    @Override
    public boolean mayBeLost() {
      return true;
    }
  }
}
