package org.rop2p.proxy.world;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.rop2p.codec.event.Occupation;
import org.rop2p.codec.view.Posture;
import org.rop2p.codec.view.RawText;

/**
 * The own character as the server has told it. Immutable.
 *
 * @param zone map name without {@code .gat}
 * @param motion null until the map server has placed the character
 * @param loading between a map change and the client's CZ_NOTIFY_ACTORINIT
 * @param muted manner below zero
 * @param fightingMap players may fight each other here
 * @param occupations what keeps it from walking; unmodifiable
 * @param castUntil local milliseconds at which the last cast ends
 */
public record OwnState(
    int accountId,
    RawText name,
    String zone,
    Motion motion,
    Condition condition,
    boolean loading,
    boolean muted,
    boolean inChatRoom,
    boolean fightingMap,
    Set<Occupation> occupations,
    long castUntil) {

  private static final long NO_CAST = Long.MIN_VALUE;

  public OwnState {
    occupations = Set.copyOf(occupations);
  }

  /** Not on the map yet. */
  public static OwnState entering(int accountId, RawText name, String zone) {
    return new OwnState(
        accountId,
        name,
        zone,
        null,
        Condition.NORMAL,
        true,
        false,
        false,
        false,
        Set.of(),
        NO_CAST);
  }

  /** Whether a unit id is the character's, negated in disguise. */
  public boolean isUnit(int unitId) {
    return unitId == accountId || unitId == -accountId;
  }

  public boolean unseen() {
    return condition.unseen();
  }

  public boolean ailing() {
    return condition.ailing();
  }

  public boolean sitting() {
    return condition.sitting();
  }

  public boolean dead() {
    return condition.dead();
  }

  public boolean inDialogue() {
    return occupations.contains(Occupation.NPC_DIALOGUE);
  }

  /** Whether it casts at local time {@code now}. */
  public boolean casting(long now) {
    return now < castUntil;
  }

  public OwnState withMotion(Motion moved) {
    return with(fields -> fields.motion = moved);
  }

  public OwnState withCondition(Condition changed) {
    return with(fields -> fields.condition = changed);
  }

  public OwnState withMuted(boolean silenced) {
    return with(fields -> fields.muted = silenced);
  }

  public OwnState withChatRoom(boolean inside) {
    return with(fields -> fields.inChatRoom = inside);
  }

  public OwnState withName(RawText renamed) {
    return with(fields -> fields.name = renamed);
  }

  public OwnState withFightingMap(boolean fighting) {
    return with(fields -> fields.fightingMap = fighting);
  }

  public OwnState withLoading(boolean load) {
    return with(fields -> fields.loading = load);
  }

  public OwnState occupiedBy(Occupation by) {
    return with(fields -> fields.occupations.add(by));
  }

  public OwnState freedFrom(Occupation from) {
    return occupations.contains(from) ? with(fields -> fields.occupations.remove(from)) : this;
  }

  public OwnState castingUntil(long until) {
    return with(fields -> fields.castUntil = until);
  }

  public OwnState castingNothing() {
    return castingUntil(NO_CAST);
  }

  /** The server has granted a walk, which it does to nobody who is dead, seated or occupied. */
  OwnState walking(Motion granted) {
    return with(
        fields -> {
          fields.motion = granted;
          fields.condition = condition.as(Posture.STANDING);
          fields.occupations.clear();
        });
  }

  /** On another map, or another place of this one, alive; chat rooms do not survive that. */
  OwnState movedTo(String map, Motion placed) {
    return with(
        fields -> {
          fields.fightingMap = map.equals(zone) && fightingMap;
          fields.zone = map;
          fields.motion = placed;
          fields.condition = condition.as(Posture.STANDING);
          fields.loading = true;
          fields.inChatRoom = false;
          fields.occupations.clear();
          fields.castUntil = NO_CAST;
        });
  }

  private OwnState with(Consumer<Fields> change) {
    Fields fields = new Fields(this);
    change.accept(fields);
    return fields.state();
  }

  /** The components, to be changed one by one. */
  private static final class Fields {
    private final int accountId;
    private RawText name;
    private String zone;
    private Motion motion;
    private Condition condition;
    private boolean loading;
    private boolean muted;
    private boolean inChatRoom;
    private boolean fightingMap;
    private final Set<Occupation> occupations = EnumSet.noneOf(Occupation.class);
    private long castUntil;

    Fields(OwnState from) {
      accountId = from.accountId;
      name = from.name;
      zone = from.zone;
      motion = from.motion;
      condition = from.condition;
      loading = from.loading;
      muted = from.muted;
      inChatRoom = from.inChatRoom;
      fightingMap = from.fightingMap;
      occupations.addAll(from.occupations);
      castUntil = from.castUntil;
    }

    OwnState state() {
      return new OwnState(
          accountId,
          name,
          zone,
          motion,
          condition,
          loading,
          muted,
          inChatRoom,
          fightingMap,
          occupations,
          castUntil);
    }
  }
}
