package org.rop2p.bench.lanes;

/**
 * How far server and peer are, there and back.
 *
 * @param serverMillis round trip between each client and the server
 * @param peerMillis round trip between two proxies
 * @param jitterMillis up to this much more for each datagram between proxies
 * @param lossPercent of the datagrams between proxies
 */
record Distances(int serverMillis, int peerMillis, int jitterMillis, double lossPercent) {
  /** Whether nothing happens to datagrams but their way. */
  boolean clean() {
    return jitterMillis == 0 && lossPercent == 0;
  }
}
