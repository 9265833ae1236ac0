/**
 * Linking an endpoint-independent ("cone") NAT that filters by port with a symmetric one, by
 * probing for a port that two sides hit by chance; see {@code docs/hard-nat.md}. No I/O: facts,
 * events and time go in, intents come out. Times are nanoseconds of the clock that {@code
 * org.rop2p.transport.ice} uses.
 *
 * <p>The cone side ({@link org.rop2p.transport.probe.ConeProber}) sends from its usual socket, the
 * symmetric side ({@link org.rop2p.transport.probe.FanOut}) from many of its own.
 */
package org.rop2p.transport.probe;
