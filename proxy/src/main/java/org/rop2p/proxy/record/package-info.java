/**
 * Records connections in the format that replays read, without passwords and tokens. A thread of
 * its own writes; the game never waits for it, and never fails with it.
 */
package org.rop2p.proxy.record;
