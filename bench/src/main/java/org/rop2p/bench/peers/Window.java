package org.rop2p.bench.peers;

/**
 * One measurement.
 *
 * @param players in view
 * @param linked whether the proxy had links to all of them, or none and no coordinator
 * @param busy whether all walked, talked and showed emotes, or stood
 * @param residentMib at its end
 */
record Window(int players, boolean linked, boolean busy, Usage usage, double residentMib) {}
