/**
 * Walks, as pure decisions: how a watcher's client draws other players between a peer's word and
 * the server's ({@link org.rop2p.proxy.walking.WalkDisplay}), and what the server and peers are
 * told of the own character's walks. No I/O; times are monotonic milliseconds, passed in.
 */
package org.rop2p.proxy.walking;
