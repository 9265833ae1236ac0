/**
 * Plays recorded sessions through a proxy: a server and a client made of recorded bytes, one
 * thread, one selector, and a comparison of everything that arrives with everything that was sent.
 */
package org.rop2p.proxy.replay;
