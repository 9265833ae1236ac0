/**
 * A stand-in for rAthena (client date 20211103, RE): login, char and two map servers, and the web
 * server's token check, in this process and on loopback only. It is as strict as the real one, so
 * that what plays on it plays there.
 *
 * <p>Everything runs on one event loop; nothing here needs a lock. The two doors for other threads
 * are {@link org.rop2p.testbed.server.ServerLog} and {@link org.rop2p.testbed.server.Faults}.
 */
package org.rop2p.testbed.server;
