package org.rop2p.proxy.play;

import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.rop2p.codec.event.ClientEvent;
import org.rop2p.codec.event.ServerEvent;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.UnitAct;
import org.rop2p.proxy.delivery.Moment;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.speech.Speech;
import org.rop2p.proxy.steps.OthersSteps;
import org.rop2p.proxy.steps.OwnSteps;
import org.rop2p.proxy.world.Motion;
import org.rop2p.proxy.world.Observation;
import org.rop2p.proxy.world.WorldEvent;
import org.rop2p.proxy.world.WorldView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One character among others: lets the world view take in what client and server say, and asks
 * speech and walks what becomes of it. Confined to the session's loop.
 */
final class PlayedCharacter implements Presence.Listener {
  private static final Logger log = LoggerFactory.getLogger(PlayedCharacter.class);

  private final WorldView world;
  private final OwnSteps own;
  private final OthersSteps others;
  private final Speech speech;
  private final Presence presence;
  private final IntSupplier epochs;
  private final BooleanSupplier mayWithhold;
  private final Supplier<Moment> clock;

  /**
   * A character before its first frame.
   *
   * @param epochs a larger number (unsigned) at each call
   * @param mayWithhold whether packets may be kept from the server
   * @param clock the present moment
   */
  PlayedCharacter(
      WorldView world,
      OwnSteps own,
      OthersSteps others,
      Speech speech,
      Presence presence,
      IntSupplier epochs,
      BooleanSupplier mayWithhold,
      Supplier<Moment> clock) {
    this.world = world;
    this.own = own;
    this.others = others;
    this.speech = speech;
    this.presence = presence;
    this.epochs = epochs;
    this.mayWithhold = mayWithhold;
    this.clock = clock;
  }

  /**
   * The client asks for something.
   *
   * @param frame its bytes, id plain
   * @return whether the frame goes to the server
   */
  boolean asked(ClientEvent asked, Supplier<byte[]> frame, Moment at) {
    boolean talking = world.own().inDialogue();
    world.asked(asked, at.now());
    logDialogue(talking);
    if (asked instanceof ClientEvent.ChatSaid line) {
      return says(new Content.Line(line.text()), frame, at);
    }
    if (asked instanceof ClientEvent.EmoteAsked emote) {
      return says(new Content.Emote(emote.emoticon()), frame, at);
    }
    if (asked instanceof ClientEvent.WalkAsked walk) {
      return own.walk(walk.to(), frame, at.now());
    }
    if (asked instanceof ClientEvent.TimeAsked) {
      walksFirst(at.now());
      speech.timeAsked(at);
      return true;
    }
    if (asked instanceof ClientEvent.ActAsked act) {
      walksFirst(at.now()); // whoever sits, stands or hits is heard as before
      if (act.action() == UnitAct.SIT) {
        own.sitting(at.now());
      } else if (act.action() == UnitAct.STAND) {
        own.standing();
      }
      return true;
    }
    flush(at);
    return true;
  }

  /** Something that changes nothing goes to the server: only the order of walks matters. */
  void walksFirst(long now) {
    own.flush(now);
  }

  /**
   * Something goes to the server after which it may pass lines on to others, or to nobody: a skill,
   * a chat room, the way out. What is unresolved goes first. Or nothing more can go there.
   */
  void flush(Moment at) {
    own.flush(at.now());
    speech.flush(at);
  }

  /** No more frames can be read, in either direction: nothing is kept back any more. */
  void blind(Moment at) {
    flush(at);
    others.flush(at.now());
  }

  /**
   * The server tells something.
   *
   * @param frame its bytes; asked for only when they are kept for later
   * @return whether the client is to get it
   */
  boolean told(ServerEvent told, Supplier<byte[]> frame, Moment at) {
    Observation seen = world.observe(told, at.now());
    if (seen.ownBefore().unseen() != seen.ownAfter().unseen()) {
      presence.seen(!seen.ownAfter().unseen());
    }
    logDialogue(seen.ownBefore().inDialogue());
    boolean drawn = others.serverCopyIsKnown(seen, frame, at.now());
    boolean news = heard(seen, at) && !drawn;
    seen.changes().forEach(change -> changed(change, at));
    return news;
  }

  /**
   * Time passes.
   *
   * @param serverSpokeAt when the latest frame came from the server
   */
  void tick(Moment at, long serverSpokeAt) {
    own.tick(at.now());
    others.tick(at.now(), serverSpokeAt);
    speech.tick(at);
  }

  @Override
  public void lanes(ZoneLanes allowed) {
    Moment at = clock.get();
    own.lanes(allowed, at.now());
    others.lanes(allowed);
    speech.lanes(allowed, at);
  }

  @Override
  public void muted(int accountId, boolean muted) {
    speech.muted(accountId, muted, clock.get());
  }

  @Override
  public void peerSays(PeerMessage message) {
    Moment at = clock.get();
    if (message instanceof PeerMessage.WalkTo walk) {
      others.peerSays(walk, at.now());
    } else {
      speech.peerSays(message, at);
    }
  }

  @Override
  public void linked(int accountId) {
    others.linked();
    speech.linked(accountId, clock.get());
  }

  @Override
  public void unlinked(int accountId) {
    Moment at = clock.get();
    speech.unlinked(accountId, at);
    own.look(at.now());
  }

  @Override
  public int distance(int accountId) {
    Motion motion = world.own().motion();
    if (motion == null) {
      return Integer.MAX_VALUE;
    }
    long now = clock.get().now();
    Cell here = motion.at(now);
    return world
        .player(accountId)
        .map(other -> here.distance(other.at(now)))
        .orElse(Integer.MAX_VALUE);
  }

  private boolean says(Content content, Supplier<byte[]> frame, Moment at) {
    if (!mayWithhold.getAsBoolean()) {
      speech.withholdNothing(at);
    }
    return speech.says(content, frame, at);
  }

  /** Whether the client is to get what the server says. */
  private boolean heard(Observation seen, Moment at) {
    ServerEvent told = seen.event();
    if (told instanceof ServerEvent.Spoke line) {
      return seen.isOwn() || !speech.serverCopy(line.unitId(), new Content.Line(line.text()), at);
    }
    if (told instanceof ServerEvent.OwnEcho line) {
      return speech.echoed(new Content.Line(line.text()), at);
    }
    if (told instanceof ServerEvent.EmoteShown emote) {
      Content content = new Content.Emote(emote.emoticon());
      return seen.isOwn()
          ? speech.echoed(content, at)
          : !speech.serverCopy(emote.unitId(), content, at);
    }
    if (told instanceof ServerEvent.TimeAnswered) {
      return speech.timeAnswered(at);
    }
    if (told instanceof ServerEvent.EmoteRefused emote) {
      speech.refused(new Content.Emote(emote.emoticon()), at);
    } else if (told instanceof ServerEvent.OwnWalkGranted walk) {
      own.granted(walk.from(), walk.to(), walk.tick(), at.now());
      speech.walkGranted(walk.to(), at);
    } else if (told instanceof ServerEvent.UnitPlaced && seen.isOwn()) {
      own.placed();
    }
    return true;
  }

  private void changed(WorldEvent event, Moment at) {
    if (event instanceof WorldEvent.MapEntered entered) {
      int epoch = epochs.getAsInt();
      own.mapEntered(epoch);
      others.mapEntered();
      speech.mapEntered(epoch, at);
      presence.mapEntered(entered.zone());
    } else if (event instanceof WorldEvent.Appeared appeared) {
      presence.appeared(appeared.accountId());
      speech.appeared(appeared.accountId(), at);
      own.look(at.now());
    } else if (event instanceof WorldEvent.Vanished vanished) {
      presence.vanished(vanished.accountId());
    } else {
      own.resetProofs();
      speech.resetProofs();
    }
  }

  private void logDialogue(boolean talkedBefore) {
    if (!talkedBefore && world.own().inDialogue()) {
      log.debug("Routing NPC interaction to server");
    }
  }
}
