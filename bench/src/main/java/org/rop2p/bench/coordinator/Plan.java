package org.rop2p.bench.coordinator;

/**
 * How much.
 *
 * @param sockets players, each with a socket
 * @param moving of these, who reports a sight each second
 * @param joins changes of zone a second, by the others
 * @param seconds of that
 */
record Plan(int sockets, int moving, int joins, int seconds) {}
