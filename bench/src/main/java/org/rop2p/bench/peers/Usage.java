package org.rop2p.bench.peers;

/**
 * What a proxy uses in a second.
 *
 * @param cpuMillis of all its threads
 * @param allocatedKib on the heap
 * @param uploadKib to peers, with IP and UDP headers
 * @param downloadKib from peers, with IP and UDP headers
 */
record Usage(
    double cpuMillis,
    double allocatedKib,
    double datagramsOut,
    double uploadKib,
    double datagramsIn,
    double downloadKib,
    double framesFromServer) {

  /** What it uses more than another, by the number of players. */
  Usage perPlayer(Usage without, int players) {
    return new Usage(
        (cpuMillis - without.cpuMillis) / players,
        (allocatedKib - without.allocatedKib) / players,
        (datagramsOut - without.datagramsOut) / players,
        (uploadKib - without.uploadKib) / players,
        (datagramsIn - without.datagramsIn) / players,
        (downloadKib - without.downloadKib) / players,
        (framesFromServer - without.framesFromServer) / players);
  }
}
