package org.rop2p.proxy.world;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.rop2p.codec.event.ServerEvent;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Posture;
import org.rop2p.codec.view.RawText;
import org.rop2p.codec.view.UnitEntry;
import org.rop2p.codec.view.UnitIds;

/** The other players in view, by account; bounded. */
final class Crowd {
  /** More players than a screen's worth of any crowd; further ones stay with the server lane. */
  static final int MAX_PLAYERS = 512;

  private static final int NAME_WIDTH = 24;
  private static final RawText NAME_SEPARATOR = RawText.ascii(" : ");

  private final Map<Integer, PlayerInView> players = new HashMap<>();

  /** Whom the server has shown muted, in view or not. */
  private final Set<Integer> muted = new HashSet<>();

  private boolean leftOut;

  /** Whether the server has shown a player muted, and passed on nothing of his since. */
  boolean muted(int accountId) {
    return muted.contains(accountId);
  }

  /** Null when not in view. */
  PlayerInView get(int accountId) {
    return players.get(accountId);
  }

  Collection<PlayerInView> all() {
    return Collections.unmodifiableCollection(players.values());
  }

  /** Whether somebody was not taken in for want of room, since {@link #clear}. */
  boolean leftOut() {
    return leftOut;
  }

  void clear() {
    players.clear();
    muted.clear();
    leftOut = false;
  }

  /** Takes in an event about a unit that is not the own character. */
  void observe(ServerEvent.OfUnit event, long now) {
    int unitId = event.unitId();
    if (event instanceof ServerEvent.UnitShown shown) {
      shown(shown, now);
    } else if (event instanceof ServerEvent.UnitGone gone) {
      if (gone.how().stays()) {
        condition(unitId, known -> known.as(Posture.DEAD));
      } else {
        players.remove(unitId);
      }
    } else if (event instanceof ServerEvent.UnitWalks walk) {
      change(
          unitId,
          player ->
              player.walking(new Motion(walk.from(), walk.to(), now, player.motion().speed())));
    } else if (event instanceof ServerEvent.UnitPlaced placed) {
      change(unitId, player -> player.placed(placed.at()));
    } else if (event instanceof ServerEvent.StateChanged state) {
      condition(unitId, known -> known.with(state.bodyState(), state.effectState()));
    } else if (event instanceof ServerEvent.EffectChanged effect) {
      condition(unitId, known -> known.with(known.bodyState(), effect.effectState()));
    } else if (event instanceof ServerEvent.PostureChanged posture) {
      condition(unitId, known -> known.as(posture.sitting() ? Posture.SITTING : Posture.STANDING));
    } else if (event instanceof ServerEvent.Resurrected) {
      condition(unitId, known -> known.as(Posture.STANDING));
    } else if (event instanceof ServerEvent.Named named) {
      change(unitId, player -> player.withName(named.name()));
    } else if (event instanceof ServerEvent.UnitMannerChanged changed) {
      if (changed.manner() >= 0) {
        muted.remove(unitId);
      } else if (muted.size() < MAX_PLAYERS) {
        muted.add(unitId);
      }
    } else if (event instanceof ServerEvent.Spoke line) {
      muted.remove(unitId);
      spoke(line);
    }
  }

  /** His own proxy says that the server has stopped him on his way. */
  void stops(int accountId, Cell at) {
    change(accountId, player -> player.stopping(at));
  }

  private void shown(ServerEvent.UnitShown shown, long now) {
    UnitEntry entry = shown.entry();
    if (!UnitIds.isPlayer(entry.unitId())) {
      return; // somebody else's disguise, of which no server tells
    }
    PlayerInView known = players.get(entry.unitId());
    if (known == null && players.size() >= MAX_PLAYERS) {
      leftOut = true;
      return;
    }
    Motion motion =
        entry.walking()
            ? new Motion(entry.at(), entry.to(), now, entry.speed())
            : Motion.standing(entry.at(), entry.speed());
    RawText name = known == null || entry.name().length() > 0 ? entry.name() : known.name();
    players.put(
        entry.unitId(),
        new PlayerInView(
            entry.unitId(),
            name,
            motion,
            Optional.empty(),
            Condition.of(entry),
            shown.appearance()));
  }

  /** Where entries do not name players, a line does: the server lets nobody speak as another. */
  private void spoke(ServerEvent.Spoke line) {
    int end = line.text().indexOf(NAME_SEPARATOR);
    if (end > 0 && end < NAME_WIDTH) {
      change(
          line.unitId(),
          player -> player.name().length() > 0 ? player : player.withName(line.text().until(end)));
    }
  }

  private void condition(int accountId, UnaryOperator<Condition> to) {
    change(accountId, player -> player.withCondition(to.apply(player.condition())));
  }

  private void change(int accountId, UnaryOperator<PlayerInView> to) {
    players.computeIfPresent(accountId, (id, player) -> to.apply(player));
  }
}
