/** One link, and what is refused of it before any thread that carries a game hears of it. */
package org.rop2p.proxy.peer.link;
