/** The WebSocket side: one socket a player, introductions, and signals between the introduced. */
package org.rop2p.coordinator.signaling;
