/**
 * The one UDP socket: who gets a datagram, by its first byte and its sender, and what was counted.
 */
package org.rop2p.transport.socket;
