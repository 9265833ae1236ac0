/** Whom the player sees, and what the coordinator has been told of it. */
package org.rop2p.proxy.peer.sight;
