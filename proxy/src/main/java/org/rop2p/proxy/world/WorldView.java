package org.rop2p.proxy.world;

import io.netty.buffer.ByteBuf;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Chat;
import org.rop2p.codec.view.MapEntry;
import org.rop2p.codec.view.MapMove;
import org.rop2p.codec.view.MapProperty;
import org.rop2p.codec.view.NameAnswer;
import org.rop2p.codec.view.Parameter;
import org.rop2p.codec.view.RawText;
import org.rop2p.codec.view.UnitAct;
import org.rop2p.codec.view.UnitEntry;
import org.rop2p.codec.view.UnitPosition;
import org.rop2p.codec.view.UnitState;
import org.rop2p.codec.view.Walk;

/** The world of one map connection. */
public final class WorldView {
  /** More players than a screen's worth of any crowd; further ones stay with the server lane. */
  static final int MAX_PLAYERS = 512;

  private static final int DEFAULT_SPEED = 150;
  private static final int NAME_WIDTH = 24;
  private static final RawText NAME_SEPARATOR = RawText.ascii(" : ");
  private static final int MEMBER_NAME = 4;
  private static final int CREATED = 0;

  private final Protocol protocol;
  private final ServerClock clock = new ServerClock();
  private final Map<Integer, PlayerInView> players = new HashMap<>();
  private OwnState own;

  public WorldView(Protocol protocol, int accountId, RawText name, String zone) {
    this.protocol = protocol;
    this.own = OwnState.entering(accountId, name, zone);
  }

  public OwnState own() {
    return own;
  }

  /** The player with this account id, when in view. */
  public Optional<PlayerInView> player(int accountId) {
    return Optional.ofNullable(players.get(accountId));
  }

  /** Everybody in view, self excluded. */
  public Collection<PlayerInView> players() {
    return players.values();
  }

  /** The server's tick now, once it has told it. */
  public boolean clockKnown() {
    return clock.known();
  }

  public int serverTick(long now) {
    return clock.tick(now);
  }

  /** The client has loaded the map. */
  public void mapLoaded() {
    own = own.withLoading(false);
  }

  /** Whether a server packet speaks of the own character. */
  public boolean isOwn(int unitId) {
    return unitId == own.accountId() || unitId == -own.accountId();
  }

  /** Takes in one server packet. */
  public List<WorldEvent> observe(Packet packet, ByteBuf frame, long now) {
    return switch (packet) {
      case ZC_ACCEPT_ENTER -> entered(MapEntry.read(frame), now);
      case ZC_NPCACK_MAPMOVE -> moved(MapMove.read(frame));
      case ZC_NOTIFY_TIME -> {
        clock.heard(frame.getIntLE(frame.readerIndex() + 2), now);
        yield List.of();
      }
      case ZC_NOTIFY_STANDENTRY, ZC_NOTIFY_NEWENTRY, ZC_NOTIFY_MOVEENTRY ->
          entry(packet, frame, now);
      case ZC_NOTIFY_VANISH -> vanished(frame.getIntLE(frame.readerIndex() + 2));
      case ZC_NOTIFY_PLAYERMOVE -> ownWalk(Walk.readOwn(frame), now);
      case ZC_NOTIFY_MOVE -> otherWalk(Walk.read(frame), now);
      case ZC_STOPMOVE, ZC_HIGHJUMP, ZC_FASTMOVE -> placed(UnitPosition.read(frame));
      case ZC_STATE_CHANGE -> state(UnitState.read(frame));
      case ZC_NOTIFY_ACT -> act(UnitAct.read(frame));
      case ZC_ACK_REQNAME, ZC_ACK_REQNAMEALL -> named(NameAnswer.read(frame));
      case ZC_NOTIFY_CHAT -> spoke(Chat.readOther(frame));
      case ZC_PAR_CHANGE -> parameter(Parameter.read(frame));
      case ZC_NOTIFY_MAPPROPERTY -> {
        own = own.withFightingMap(MapProperty.read(frame).fighting());
        yield List.of();
      }
      case ZC_ACK_CREATE_CHATROOM -> {
        if (frame.getUnsignedByte(frame.readerIndex() + 2) == CREATED) {
          own = own.withChatRoom(true);
        }
        yield List.of();
      }
      case ZC_ENTER_ROOM -> {
        own = own.withChatRoom(true);
        yield List.of();
      }
      case ZC_MEMBER_EXIT -> memberLeft(frame);
      default -> List.of();
    };
  }

  private List<WorldEvent> entered(MapEntry entry, long now) {
    clock.heard(entry.tick(), now);
    return moved(new MapMove(own.zone(), entry.at()));
  }

  private List<WorldEvent> moved(MapMove move) {
    players.clear();
    own = own.movedTo(move.zone(), Motion.standing(move.at(), DEFAULT_SPEED));
    return List.of(new WorldEvent.MapEntered(move.zone()));
  }

  private List<WorldEvent> entry(Packet form, ByteBuf frame, long now) {
    UnitEntry entry = UnitEntry.read(frame, form, protocol.unitLayout());
    if (isOwn(entry.unitId())) {
      own = own.withState(entry.bodyState(), entry.effectState());
      return List.of();
    }
    if (!UnitIds.isPlayer(entry.unitId())) {
      return List.of();
    }
    PlayerInView known = players.get(entry.unitId());
    boolean fresh = known == null;
    if (fresh && players.size() >= MAX_PLAYERS) {
      return List.of();
    }
    Motion motion =
        entry.walking()
            ? new Motion(entry.at(), entry.to(), now, entry.speed())
            : Motion.standing(entry.at(), entry.speed());
    players.put(
        entry.unitId(),
        new PlayerInView(
            entry.unitId(),
            fresh || entry.name().length() > 0 ? entry.name() : known.name(),
            motion,
            entry.sitting(),
            Appearance.of(frame, form, protocol.unitLayout())));
    return fresh ? List.of(new WorldEvent.Appeared(entry.unitId())) : List.of();
  }

  private List<WorldEvent> vanished(int unitId) {
    return players.remove(unitId) == null ? List.of() : List.of(new WorldEvent.Vanished(unitId));
  }

  private List<WorldEvent> ownWalk(Walk walk, long now) {
    clock.heard(walk.tick(), now);
    int speed = own.motion() == null ? DEFAULT_SPEED : own.motion().speed();
    own = own.withMotion(new Motion(walk.from(), walk.to(), now, speed)).withSitting(false);
    return List.of();
  }

  private List<WorldEvent> otherWalk(Walk walk, long now) {
    players.computeIfPresent(
        walk.unitId(),
        (id, player) ->
            player.withMotion(new Motion(walk.from(), walk.to(), now, player.motion().speed())));
    return List.of();
  }

  private List<WorldEvent> placed(UnitPosition position) {
    Cell at = position.at();
    if (isOwn(position.unitId())) {
      int speed = own.motion() == null ? DEFAULT_SPEED : own.motion().speed();
      own = own.withMotion(Motion.standing(at, speed));
    } else {
      players.computeIfPresent(
          position.unitId(),
          (id, player) -> player.withMotion(Motion.standing(at, player.motion().speed())));
    }
    return List.of();
  }

  private List<WorldEvent> state(UnitState state) {
    if (isOwn(state.unitId())) {
      own = own.withState(state.bodyState(), state.effectState());
    }
    return List.of();
  }

  private List<WorldEvent> act(UnitAct act) {
    if (act.type() == UnitAct.SIT || act.type() == UnitAct.STAND) {
      boolean sitting = act.type() == UnitAct.SIT;
      if (isOwn(act.unitId())) {
        own = own.withSitting(sitting);
      } else {
        players.computeIfPresent(act.unitId(), (id, player) -> player.withSitting(sitting));
      }
    }
    return List.of();
  }

  private List<WorldEvent> named(NameAnswer answer) {
    if (!isOwn(answer.unitId())) {
      players.computeIfPresent(answer.unitId(), (id, player) -> player.withName(answer.name()));
      return List.of();
    }
    if (answer.name().equals(own.name())) {
      return List.of();
    }
    own = own.withName(answer.name());
    return List.of(new WorldEvent.OwnNameChanged());
  }

  /** Where entries do not name players, a line does: the server lets nobody speak as another. */
  private List<WorldEvent> spoke(Chat chat) {
    int end = chat.text().indexOf(NAME_SEPARATOR);
    if (end > 0 && end < NAME_WIDTH) {
      players.computeIfPresent(
          chat.unitId(),
          (id, player) ->
              player.name().length() > 0 ? player : player.withName(chat.text().until(end)));
    }
    return List.of();
  }

  private List<WorldEvent> parameter(Parameter parameter) {
    if (parameter.type() == Parameter.SPEED && own.motion() != null && parameter.value() > 0) {
      Motion motion = own.motion();
      own =
          own.withMotion(new Motion(motion.from(), motion.to(), motion.since(), parameter.value()));
      return List.of();
    }
    boolean muted = parameter.value() < 0;
    if (parameter.type() != Parameter.MANNER || muted == own.muted()) {
      return List.of();
    }
    own = own.withMuted(muted);
    return List.of(new WorldEvent.MuteChanged());
  }

  private List<WorldEvent> memberLeft(ByteBuf frame) {
    RawText who = RawText.nulPadded(frame, frame.readerIndex() + MEMBER_NAME, NAME_WIDTH);
    if (!own.inChatRoom() || !who.equals(own.name())) {
      return List.of();
    }
    own = own.withChatRoom(false);
    return List.of(new WorldEvent.ChatRoomLeft());
  }
}
