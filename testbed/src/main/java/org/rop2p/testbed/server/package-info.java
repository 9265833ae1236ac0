/**
 * A stand-in for rAthena (client date 20211103, RE): login, char and two map servers, and the web
 * server's token check, in this process and on loopback only. It is as strict as the real one in
 * what its clients may send and when (torn packets, bursts, pace, CZ_ENTER, names, ranges, states),
 * so that what plays on it plays there; but the bans of addresses are off unless asked for, and it
 * looks at a CZ_ENTER at once, which a busy server does not, unless {@link
 * org.rop2p.testbed.server.Timing#entryLook} says otherwise. It is laxer in the game itself:
 * anybody may open a shop, items and skills have no effect. It is stricter with malformed chat,
 * which rAthena drops and this server answers by ending the session, so that no test overlooks it.
 *
 * <p>Everything runs on one event loop; nothing here needs a lock. The two doors for other threads
 * are {@link org.rop2p.testbed.server.ServerLog} and {@link org.rop2p.testbed.server.Faults}.
 */
package org.rop2p.testbed.server;
