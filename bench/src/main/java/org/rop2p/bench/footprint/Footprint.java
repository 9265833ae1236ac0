package org.rop2p.bench.footprint;

/**
 * What a proxy took at one moment.
 *
 * @param links it had
 * @param memory after the settle time
 * @param cpuMillis a second, in the settle time
 */
record Footprint(int links, Memory memory, double cpuMillis) {}
