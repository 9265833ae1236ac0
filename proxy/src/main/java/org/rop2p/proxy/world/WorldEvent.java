package org.rop2p.proxy.world;

/** What a server packet changed that others than the world view care about. */
public sealed interface WorldEvent {
  /** The character is on a map, or on another place of it: everything known is forgotten. */
  record MapEntered(String zone) implements WorldEvent {}

  /** A player came into view. */
  record Appeared(int accountId) implements WorldEvent {}

  /** A player is out of view. */
  record Vanished(int accountId) implements WorldEvent {}

  /** The own character was muted or may speak again. */
  record MuteChanged() implements WorldEvent {}

  /** The own character is displayed under another name. */
  record OwnNameChanged() implements WorldEvent {}

  /** The own character left a chat room. */
  record ChatRoomLeft() implements WorldEvent {}
}
