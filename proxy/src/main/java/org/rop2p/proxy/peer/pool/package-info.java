/** Which other proxies this one is linked to when not all can be: decisions only. */
package org.rop2p.proxy.peer.pool;
