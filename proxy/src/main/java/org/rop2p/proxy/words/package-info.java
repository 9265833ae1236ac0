/**
 * What the proxy says to its own player in the game, and what he may tell it there. Pure: no line
 * of it reaches a server or a peer.
 */
package org.rop2p.proxy.words;
