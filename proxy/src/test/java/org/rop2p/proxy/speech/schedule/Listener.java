package org.rop2p.proxy.speech.schedule;

import java.util.HashSet;
import java.util.Set;

/** Somebody who may hear the author, and where the server sees him. */
final class Listener {
  /** Where he stands, so that the margin of two cells and views a cell off change nothing. */
  enum Place {
    /** The server brings him everything. */
    INSIDE,
    /** The server may bring it or not. */
    EDGE,
    /** Nothing is for him. */
    FAR
  }

  final Party party;
  final Wire wire;
  final Place place;

  /** Where the server has him. */
  final int cells;

  /** When the server puts him on the map, and takes him away. */
  long from;

  long until = Line.NEVER;

  /** When he is in a chat room. */
  long roomFrom = Line.NEVER;

  long roomUntil = Line.NEVER;

  /** When the author's client is shown him. */
  long shownToAuthorAt = Line.NEVER;

  /** Lines that the server accepted and did not bring him. */
  final Set<Integer> missed = new HashSet<>();

  Listener(Party party, Wire wire, Place place, int cells) {
    this.party = party;
    this.wire = wire;
    this.place = place;
    this.cells = cells;
  }

  boolean inRoom(long now) {
    return now >= roomFrom && now < roomUntil;
  }

  boolean present(long now) {
    return now >= from && now < until;
  }
}
