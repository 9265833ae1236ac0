package org.rop2p.testbed.demo.world;

/**
 * What the proxies did with the acts of one kind that their players sent.
 *
 * @param sent offloaded + mirrored + server
 * @param lateMirrored offloaded at first, given to the server after all
 * @param proofOrSample mirrored or left to the server only to see whether it agrees
 * @param shownFromPeer copies of others' acts that were shown before the server's
 * @param serverCopiesDropped copies from the server of what a peer had brought already
 */
public record LaneCount(
    long sent,
    long offloaded,
    long mirrored,
    long server,
    long lateMirrored,
    long proofOrSample,
    long shownFromPeer,
    long serverCopiesDropped) {
  public static final LaneCount NONE = new LaneCount(0, 0, 0, 0, 0, 0, 0, 0);

  public LaneCount plus(LaneCount other) {
    return new LaneCount(
        sent + other.sent,
        offloaded + other.offloaded,
        mirrored + other.mirrored,
        server + other.server,
        lateMirrored + other.lateMirrored,
        proofOrSample + other.proofOrSample,
        shownFromPeer + other.shownFromPeer,
        serverCopiesDropped + other.serverCopiesDropped);
  }
}
