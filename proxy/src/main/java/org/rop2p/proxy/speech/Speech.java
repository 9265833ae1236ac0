package org.rop2p.proxy.speech;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.delivery.Answer;
import org.rop2p.proxy.delivery.Moment;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.LineSignature;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.routing.AnswerTime;
import org.rop2p.proxy.routing.Coverage;
import org.rop2p.proxy.routing.Decision;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.PeerLane;
import org.rop2p.proxy.routing.RateLimit;
import org.rop2p.proxy.routing.Reason;
import org.rop2p.proxy.routing.Router;
import org.rop2p.proxy.routing.RoutingRules;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.world.PlayerInView;
import org.rop2p.proxy.world.WorldView;

/**
 * Chat and emotes of one character, out and in. Decides each own message's lane, tells peers, shows
 * what they tell, and keeps every line once and in order on both sides. Confined to the session's
 * loop.
 */
public final class Speech {
  /** One in this many of what could be offloaded is mirrored: does the server still pass it on? */
  private static final int SAMPLE_ONE_IN = 20;

  private static final int CHATS_PER_SECOND = 10;

  /** rAthena takes one in about two seconds; some come late together. */
  private static final int EMOTES_PER_SECOND = 1;

  private static final int EMOTE_BURST = 3;

  /**
   * Signatures checked for this session, whoever's: less than 1 % of a core, and no longer at a
   * time than a few packets take.
   */
  private static final int SIGNATURES_PER_SECOND = 50;

  private static final int SIGNATURE_BURST = 20;

  /** All authors together. */
  private static final int EVERYBODY = 0;

  /** The server's copy comes about when its author's echo comes to him. */
  private static final long COPY_MILLIS = 300;

  /** Whom a session asks about and acts through, besides links. */
  public interface Offences {
    /** The account's proxy sent what an honest one never sends. */
    void offended(int account, String reason);
  }

  private final WorldView world;
  private final PeerLane peers;
  private final RoutingRules rules;
  private final AnswerTime answerTime;
  private final Earshot earshot;
  private final OwnSide own;
  private final OwnPlace place;
  private final Notary notary;
  private final Predicate<Content> clientKnows;
  private final RandomGenerator random;
  private final KindCounters counters;
  private final RateLimit signatureRate = new RateLimit(SIGNATURES_PER_SECOND, SIGNATURE_BURST);
  private final ServerAnswers answers;
  private final Subscriptions subscriptions;
  private final Map<Kind, Speaker> speakers = new EnumMap<>(Kind.class);
  private final Map<Kind, Hearer> hearers = new EnumMap<>(Kind.class);
  private final Mutes mutes;
  private ZoneLanes allowed = ZoneLanes.OFF;
  private boolean withholding = true;
  private int epoch;

  /**
   * Nobody linked, nothing said.
   *
   * @param series a number that no earlier session of this account used
   * @param tokens hard to guess, different at each call
   * @param clientKnows whether the own client's date has a packet for it
   * @param random draws samples
   */
  public Speech(
      WorldView world,
      PeerLane peers,
      RoutingRules rules,
      KindCounters counters,
      AnswerTime answerTime,
      OwnSide own,
      OwnPlace place,
      Notary notary,
      Offences offences,
      int series,
      IntSupplier tokens,
      Predicate<Content> clientKnows,
      RandomGenerator random) {
    this.world = world;
    this.peers = peers;
    this.rules = rules;
    this.answerTime = answerTime;
    this.earshot = new Earshot(world, rules, answerTime);
    this.own = own;
    this.place = place;
    this.notary = notary;
    this.clientKnows = clientKnows;
    this.random = random;
    this.counters = counters;
    this.mutes = new Mutes(world.own().accountId());
    this.subscriptions = new Subscriptions(tokens);
    this.answers = new ServerAnswers(world, answerTime, own, this::shows);
    RequestOrder order = answers.order();
    for (Kind kind : Subscriptions.lines()) {
      speakers.put(
          kind,
          new Speaker(kind, series, peers, counters, order, own, notary, () -> header(List.of())));
      hearers.put(kind, new Hearer(kind, rate(kind), counters, new Hearing(kind, offences)));
    }
  }

  /** The policy of the zone the character is in from now on. */
  public void lanes(ZoneLanes policy, Moment at) {
    if (policy.equals(allowed)) {
      return;
    }
    allowed = policy;
    listenersMayHaveChanged(at);
    subscriptions.beginAnew();
    hearers.values().forEach(hearer -> hearer.allLinksDead(at));
    ask(at);
  }

  /** The admin has muted an account towards links, be it the own one, or no longer does. */
  public void muted(int account, boolean muted, Moment at) {
    if (mutes.muted(account, muted) && mutes.self()) {
      flush(at);
    }
  }

  /** Packets can no longer be withheld from this connection's server: mirror at most. */
  public void withholdNothing(Moment at) {
    if (withholding) {
      withholding = false;
      flush(at);
    }
  }

  /**
   * The character has entered a map, or another place of it.
   *
   * @param newEpoch unsigned, larger than all before
   */
  public void mapEntered(int newEpoch, Moment at) {
    speakers.values().forEach(speaker -> speaker.mapLeft(at));
    hearers.values().forEach(hearer -> hearer.allLinksDead(at));
    answers.mapLeft();
    epoch = newEpoch;
    subscriptions.beginAnew();
    listenersMayHaveChanged(at);
  }

  /** Something changed what the server may do with messages: all must be proven again. */
  public void resetProofs() {
    speakers.values().forEach(Speaker::resetProof);
  }

  /**
   * The client says a line or shows an emote.
   *
   * @param frame its bytes, id plain; asked for only when they are kept
   * @return whether the frame goes to the server
   */
  public boolean says(Content content, Supplier<byte[]> frame, Moment at) {
    Kind kind = content.kind();
    Speaker speaker = speakers.get(kind);
    listenersMayHaveChanged(at);
    Coverage coverage = earshot.coverage(kind, speaker::reaches, at.now());
    Decision decision = decide(content, speaker, coverage, at.now());
    boolean command =
        content instanceof Content.Line line
            && Router.isCommand(line.text(), world.own().name(), rules.commandSymbols());
    if (command) {
      resetProofs(); // whatever it does may change what becomes of everything else
    }
    return speaker.says(content, decision, coverage, frame, at);
  }

  /** Something has come from the server, whatever it is. */
  public void serverSpoke(long now) {
    earshot.serverSpoke(now);
  }

  /** CZ_REQUEST_TIME goes to the server. */
  public void timeAsked(Moment at) {
    answers.timeAsked(at);
  }

  /** CZ_REQUEST_MOVE goes to the server. */
  public void walkAsked(Cell to, Moment at) {
    answers.walkAsked(to, at);
  }

  /**
   * ZC_NOTIFY_TIME has come.
   *
   * @return whether the client is to get it: it has asked
   */
  public boolean timeAnswered(Moment at) {
    return answers.timeAnswered(at);
  }

  /** ZC_NOTIFY_PLAYERMOVE has come. */
  public void walkGranted(Cell to, Moment at) {
    answers.walkGranted(to, at);
  }

  /**
   * The server shows the own client something of its own.
   *
   * @return whether the client is to get it
   */
  public boolean echoed(Content content, Moment at) {
    Kind kind = content.kind();
    Speaker speaker = speakers.get(kind);
    int number = speaker.numberOf(content);
    boolean pass = speaker.echoed(content, answerTime.millis(), at);
    answers.lineAnswered(kind, number, at);
    return pass;
  }

  /**
   * The server answers that it does not show something of the own client's: of equal ones the
   * oldest, which claims the least.
   */
  public void refused(Content content, Moment at) {
    Kind kind = content.kind();
    Speaker speaker = speakers.get(kind);
    int number = speaker.numberOf(content);
    if (number != ToReceivers.NONE) {
      speaker.outlived(number, answerTime.millis(), at);
      answers.lineAnswered(kind, number, at);
    }
  }

  /**
   * The server shows something that another player said.
   *
   * @return whether it is on the screen already
   */
  public boolean serverCopy(int author, Content content, Moment at) {
    return hearers.get(content.kind()).serverCopy(author, content, at);
  }

  /** A message from a proxy that may speak for its author, addressed to the own account. */
  public void peerSays(PeerMessage message, Moment at) {
    int from = message.header().author();
    if (message instanceof PeerMessage.Subscribe wish) {
      wished(from, wish, at);
    } else if (message instanceof PeerMessage.Told told) {
      if (subscriptions.current(from, told.token())) {
        hearers.get(told.kind()).received(told, at);
      }
    } else if (message instanceof PeerMessage.Answered answer) {
      speakers.get(answer.kind()).answered(from, answer, at);
    }
  }

  /** Who asks too often is asked to wait: an honest account repeats what is not answered. */
  private void wished(int from, PeerMessage.Subscribe wish, Moment at) {
    if (!subscriptions.mayWish(from, wish.token(), wish.kinds(), at.now())) {
      counters.rejected("asks_too_often");
      return;
    }
    subscriptions.wished(from, wish.token(), wish.kinds());
    listenersMayHaveChanged(at);
    ask(at);
  }

  /** Messages may go to the account from now on. */
  public void linked(int account, Moment at) {
    subscriptions.linked(account);
    ask(at);
  }

  /** Nothing comes from the account or goes to it any more. */
  public void unlinked(int account, Moment at) {
    subscriptions.unlinked(account);
    hearers.values().forEach(hearer -> hearer.linkDead(account, at));
    listenersMayHaveChanged(at);
  }

  /**
   * The frame being looked at brings a player into view. What was held for him is shown at the next
   * {@link #tick}: what is shown now would reach the client before that frame.
   */
  public void appeared(int account, Moment at) {
    speakers.forEach(
        (kind, speaker) -> {
          if (speaker.unresolved()
              && earshot.mayHaveMissed(kind, account, speaker::reaches, at.now())) {
            speaker.flush(at);
          }
        });
  }

  /** Something is about to go to the server, or nothing more can: what is unresolved goes first. */
  public void flush(Moment at) {
    speakers.values().forEach(speaker -> speaker.flush(at));
  }

  /** Time passes. */
  public void tick(Moment at) {
    listenersMayHaveChanged(at);
    speakers.values().forEach(speaker -> speaker.tick(at));
    hearers.values().forEach(hearer -> hearer.tick(at));
    askWhereSilenceWaits(at);
    ask(at);
  }

  /** Whether a linked account has asked for a kind. */
  public boolean wants(Kind kind, int account) {
    return subscriptions.wants(account, kind);
  }

  private Decision decide(Content content, Speaker speaker, Coverage coverage, long now) {
    Lane policy = mutes.own(policy(content.kind()));
    Reason limit = null;
    if (policy == Lane.OFFLOAD && !withholding) {
      policy = Lane.MIRROR;
      limit = Reason.MASKED_IDS;
    } else if (policy == Lane.OFFLOAD && !own.takesMore()) {
      policy = Lane.MIRROR;
      limit = Reason.CLIENT_BUSY;
    }
    Router.Situation situation =
        new Router.Situation(
            world.own(),
            policy,
            limit,
            speaker.proven(content),
            place.isUnsure(now),
            coverage,
            random.nextInt(SAMPLE_ONE_IN) == 0,
            now);
    return content instanceof Content.Line line
        ? Router.chat(line.text(), rules.commandSymbols(), situation)
        : Router.emote(((Content.Emote) content).emoticon(), speaker.sinceAttempt(now), situation);
  }

  private void shows(RequestOrder.Proof proof, Moment at) {
    proof
        .decided()
        .forEach((kind, number) -> speakers.get(kind).outlived(number, answerTime.millis(), at));
    speakers.forEach((kind, speaker) -> caughtUp(kind, speaker, proof.askedAt(), at));
    hearers.values().forEach(hearer -> hearer.ownAnswer(proof.askedAt(), at));
    place.decidedUpTo(proof.askedAt());
  }

  /**
   * The server has decided on all that it was sent until {@code askedAt}: had the unresolved line
   * been among it, everybody it would have gone to was near enough by then, and is known now,
   * however late the view was when it was said.
   */
  private void caughtUp(Kind kind, Speaker speaker, long askedAt, Moment at) {
    if (!speaker.unresolved() || askedAt <= speaker.unresolvedSince()) {
      return;
    }
    if (earshot.anybodyMayHaveMissed(
        kind, speaker.recipients()::contains, speaker::reaches, at.now())) {
      speaker.flush(at);
    } else {
      speaker.caughtUp(at);
    }
  }

  /**
   * Whether somebody has come into view whom a line missed shows only when the server answers
   * something that it was sent after it. If the client asks nothing, the server is asked the time.
   * So it is where the server has not brought its copy of what a link has shown: the copy of an
   * equal line would be taken for it.
   */
  private void askWhereSilenceWaits(Moment at) {
    if (!withholding) {
      return;
    }
    for (Speaker speaker : speakers.values()) {
      if (speaker.waitsForTheServer()
          && at.now() > speaker.unresolvedSince()
          && !answers.expectsAnswerTo(speaker.unresolvedSince())) {
        answers.askTime(at);
      }
    }
    for (Hearer hearer : hearers.values()) {
      long since = hearer.waitsForAnAnswerSince();
      if (since <= at.now() - COPY_MILLIS && !answers.expectsAnswerTo(since)) {
        answers.askTimeForOthers(at);
      }
    }
  }

  private Lane policy(Kind kind) {
    return allowed.of(kind).narrow(rules.widest().of(kind));
  }

  /** While nobody may see us, nothing at all goes to links: it would betray the presence. */
  private void listenersMayHaveChanged(Moment at) {
    boolean silent = world.own().unseen() || world.own().loading();
    speakers.forEach(
        (kind, speaker) ->
            speaker.listeners(
                silent || policy(kind) == Lane.SERVER ? Map.of() : subscriptions.wanting(kind),
                at));
  }

  private void ask(Moment at) {
    if (world.own().unseen()) {
      return;
    }
    Set<Kind> welcome = EnumSet.noneOf(Kind.class);
    for (Kind kind : Kind.values()) {
      if (policy(kind) != Lane.SERVER) {
        welcome.add(kind);
      }
    }
    for (int account : subscriptions.linked()) {
      boolean greeted =
          Subscriptions.lines().stream()
              .filter(welcome::contains)
              .allMatch(kind -> hearers.get(kind).greeted(account));
      subscriptions
          .toAsk(account, greeted, at.now())
          .ifPresent(
              token ->
                  peers.send(new PeerMessage.Subscribe(header(List.of(account)), token, welcome)));
    }
  }

  private PeerMessage.Header header(List<Integer> recipients) {
    return new PeerMessage.Header(world.own().accountId(), recipients, world.own().zone(), epoch);
  }

  private static RateLimit rate(Kind kind) {
    return kind == Kind.CHAT
        ? new RateLimit(CHATS_PER_SECOND, CHATS_PER_SECOND)
        : new RateLimit(EMOTES_PER_SECOND, EMOTE_BURST);
  }

  /** What the hearers know and do. */
  private final class Hearing implements Hearer.Session {
    private final Kind kind;
    private final Offences offences;

    Hearing(Kind kind, Offences offences) {
      this.kind = kind;
      this.offences = offences;
    }

    @Override
    public LineCheck check(int author, String zone, Content content, long now) {
      if (!own.takesMore()) {
        return LineCheck.refuse("client_busy");
      }
      if (place.isUnsure(now)) {
        return LineCheck.refuse("server_slow");
      }
      PlayerInView known = world.player(author).orElse(null);
      return LineCheck.of(
          content,
          new LineCheck.Circumstances(
              world.own(),
              known,
              world.muted(author),
              mutes.silences(author),
              zone,
              policy(kind),
              earshot.range(kind),
              earshot.farthest(kind),
              answerTime.millis(),
              earshot.serverSpokeAt(),
              clientKnows.test(content),
              now));
    }

    @Override
    public LineCheck signature(PeerMessage.Told told, long now) {
      if (!signatureRate.allows(EVERYBODY, now)) {
        return LineCheck.refuse("signatures_too_often");
      }
      LineSignature signature = told.signature().orElseThrow();
      return LineCheck.signed(told.signedLine().orElseThrow(), signature, notary);
    }

    @Override
    public void shownSigned(PeerMessage.Told told) {
      notary.shown(told.signedLine().orElseThrow(), told.signature().orElseThrow());
    }

    @Override
    public boolean inView(int author) {
      return world.player(author).isPresent();
    }

    @Override
    public boolean takesMore() {
      return own.takesMore();
    }

    @Override
    public void show(int author, Content content) {
      own.show(author, content);
    }

    @Override
    public void peerShown(int author, Content content, long now) {
      own.peerShown(author, content, now);
    }

    @Override
    public void serverCopied(int author, Content content, long now) {
      own.serverCopied(author, content, now);
    }

    @Override
    public void answer(int author, int token, int number, Answer answer) {
      if (!world.own().unseen()) {
        peers.send(new PeerMessage.Answered(header(List.of(author)), kind, token, number, answer));
      }
    }

    @Override
    public void offended(int author, String reason) {
      offences.offended(author, reason);
    }
  }
}
