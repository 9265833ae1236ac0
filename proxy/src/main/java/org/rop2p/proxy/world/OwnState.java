package org.rop2p.proxy.world;

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
    return new OwnState(
        accountId,
        name,
        zone,
        moved,
        bodyState,
        effectState,
        sitting,
        loading,
        muted,
        inChatRoom,
        fightingMap);
  }

  OwnState withState(int body, int effect) {
    return new OwnState(
        accountId,
        name,
        zone,
        motion,
        body,
        effect,
        sitting,
        loading,
        muted,
        inChatRoom,
        fightingMap);
  }

  OwnState withSitting(boolean seated) {
    return new OwnState(
        accountId,
        name,
        zone,
        motion,
        bodyState,
        effectState,
        seated,
        loading,
        muted,
        inChatRoom,
        fightingMap);
  }

  OwnState withMuted(boolean silenced) {
    return new OwnState(
        accountId,
        name,
        zone,
        motion,
        bodyState,
        effectState,
        sitting,
        loading,
        silenced,
        inChatRoom,
        fightingMap);
  }

  OwnState withChatRoom(boolean inside) {
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
        inside,
        fightingMap);
  }

  OwnState withName(RawText renamed) {
    return new OwnState(
        accountId,
        renamed,
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

  OwnState withFightingMap(boolean fighting) {
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
        fighting);
  }

  OwnState withLoading(boolean load) {
    return new OwnState(
        accountId,
        name,
        zone,
        motion,
        bodyState,
        effectState,
        sitting,
        load,
        muted,
        inChatRoom,
        fightingMap);
  }

  /** On another map, or another place of this one; chat rooms do not survive that. */
  OwnState movedTo(String map, Motion placed) {
    return new OwnState(
        accountId,
        name,
        map,
        placed,
        bodyState,
        effectState,
        false,
        true,
        muted,
        false,
        map.equals(zone) && fightingMap);
  }
}
