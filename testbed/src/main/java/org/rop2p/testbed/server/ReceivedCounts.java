package org.rop2p.testbed.server;

/**
 * What map servers and clients exchanged. Immutable.
 *
 * @param chat CZ_REQUEST_CHAT frames taken from clients, whatever became of them
 * @param emote CZ_REQ_EMOTION and CZ_REQ_EMOTION_EXPANSION frames
 * @param movement CZ_REQUEST_MOVE frames
 * @param other every other frame, CZ_ENTER and time requests too
 * @param s2cBytes bytes written to map clients
 */
public record ReceivedCounts(long chat, long emote, long movement, long other, long s2cBytes) {
  static final ReceivedCounts NONE = new ReceivedCounts(0, 0, 0, 0, 0);

  ReceivedCounts plus(ReceivedCounts more) {
    return new ReceivedCounts(
        chat + more.chat,
        emote + more.emote,
        movement + more.movement,
        other + more.other,
        s2cBytes + more.s2cBytes);
  }

  /** The frames of all kinds together. */
  public long frames() {
    return chat + emote + movement + other;
  }
}
