package org.rop2p.codec.event;

import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;

/** What the client asks the map server for. */
public sealed interface ClientEvent {
  /** CZ_NOTIFY_ACTORINIT: the client shows the map. */
  record MapLoaded() implements ClientEvent {}

  /** CZ_REQUEST_MOVE. */
  record WalkAsked(Cell to) implements ClientEvent {}

  /**
   * CZ_REQUEST_CHAT.
   *
   * @param text {@code Name : message} without the NUL that some clients send
   */
  record ChatSaid(RawText text) implements ClientEvent {}

  /** CZ_REQ_EMOTION or CZ_REQ_EMOTION_EXPANSION. */
  record EmoteAsked(Emoticon emoticon) implements ClientEvent {}

  /**
   * CZ_REQUEST_ACT.
   *
   * @param target a unit id, 0 for sitting and standing
   * @param action 0 attack once, 2 sit, 3 stand, 7 attack on
   */
  record ActAsked(int target, int action) implements ClientEvent {}

  /** CZ_REQUEST_TIME; ZC_NOTIFY_TIME answers it. */
  record TimeAsked() implements ClientEvent {}

  /** CZ_CONTACTNPC. */
  record NpcContacted(int npcId) implements ClientEvent {}

  /** CZ_CLOSE_DIALOG: the player has closed the NPC's window. */
  record DialogueClosed(int npcId) implements ClientEvent {}

  /** CZ_REQ_CLOSESTORE or CZ_REQ_CLOSE_BUYING_STORE. */
  record StallClosed() implements ClientEvent {}

  /** CZ_CREATE_CHATROOM, CZ_REQ_ENTER_ROOM or CZ_REQ_EXIT_ROOM. */
  record ChatRoomAsked() implements ClientEvent {}

  /**
   * CZ_RESTART.
   *
   * @param toCharacters back to the choice of characters, else to where the character is revived
   */
  record RestartAsked(boolean toCharacters) implements ClientEvent {}

  /** CZ_REQ_DISCONNECT. */
  record QuitAsked() implements ClientEvent {}
}
