/** Who was introduced to a player, and who of them can be reached. */
package org.rop2p.proxy.peer.acquaintance;
