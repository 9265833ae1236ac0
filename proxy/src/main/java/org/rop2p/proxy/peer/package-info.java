/**
 * What proxies say to each other, over which link, and how they are introduced. Peers exchange
 * meaning, never game packets; what a peer says is checked before it is believed.
 */
package org.rop2p.proxy.peer;
