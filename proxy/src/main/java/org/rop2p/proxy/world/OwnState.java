package org.rop2p.proxy.world;

import java.util.function.Consumer;
import org.rop2p.codec.view.RawText;

/**
 * The own character as the server has told it. Immutable.
 *
 * @param zone map name without {@code .gat}
 * @param motion null until the map server has placed the character
 * @param loading between a map change and the client's CZ_NOTIFY_ACTORINIT
 * @param muted manner below zero
 * @param fightingMap players may fight each other here
 */
public record OwnState(
    int accountId,
    RawText name,
    String zone,
    Motion motion,
    int bodyState,
    int effectState,
    boolean sitting,
    boolean loading,
    boolean muted,
    boolean inChatRoom,
    boolean fightingMap) {

  /** Option bits under which others do not see the character: hide, cloak, invisible, chasewalk. */
  private static final int UNSEEN = 0x2 | 0x4 | 0x40 | 0x4000;

  static OwnState entering(int accountId, RawText name, String zone) {
    return new OwnState(accountId, name, zone, null, 0, 0, false, true, false, false, false);
  }

  public boolean unseen() {
    return (effectState & UNSEEN) != 0;
  }

  public boolean ailing() {
    return bodyState != 0;
  }

  OwnState withMotion(Motion moved) {
    return with(fields -> fields.motion = moved);
  }

  OwnState withState(int body, int effect) {
    return with(
        fields -> {
          fields.bodyState = body;
          fields.effectState = effect;
        });
  }

  OwnState withSitting(boolean seated) {
    return with(fields -> fields.sitting = seated);
  }

  OwnState withMuted(boolean silenced) {
    return with(fields -> fields.muted = silenced);
  }

  OwnState withChatRoom(boolean inside) {
    return with(fields -> fields.inChatRoom = inside);
  }

  OwnState withName(RawText renamed) {
    return with(fields -> fields.name = renamed);
  }

  OwnState withFightingMap(boolean fighting) {
    return with(fields -> fields.fightingMap = fighting);
  }

  OwnState withLoading(boolean load) {
    return with(fields -> fields.loading = load);
  }

  /** On another map, or another place of this one; chat rooms do not survive that. */
  OwnState movedTo(String map, Motion placed) {
    return with(
        fields -> {
          fields.fightingMap = map.equals(zone) && fightingMap;
          fields.zone = map;
          fields.motion = placed;
          fields.sitting = false;
          fields.loading = true;
          fields.inChatRoom = false;
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
    private int bodyState;
    private int effectState;
    private boolean sitting;
    private boolean loading;
    private boolean muted;
    private boolean inChatRoom;
    private boolean fightingMap;

    Fields(OwnState from) {
      accountId = from.accountId;
      name = from.name;
      zone = from.zone;
      motion = from.motion;
      bodyState = from.bodyState;
      effectState = from.effectState;
      sitting = from.sitting;
      loading = from.loading;
      muted = from.muted;
      inChatRoom = from.inChatRoom;
      fightingMap = from.fightingMap;
    }

    OwnState state() {
      return new OwnState(
          accountId,
          name,
          zone,
          motion,
          bodyState,
          effectState,
          sitting,
          loading,
          muted,
          inChatRoom,
          fightingMap);
    }
  }
}
