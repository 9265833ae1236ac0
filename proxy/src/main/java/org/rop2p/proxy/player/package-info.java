/** Who plays through this proxy, as learned from login and char connections. */
package org.rop2p.proxy.player;
