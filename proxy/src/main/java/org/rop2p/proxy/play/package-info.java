/** One character in the game: world view, routing and presence put together on its event loop. */
package org.rop2p.proxy.play;
