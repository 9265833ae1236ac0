/**
 * The service that introduces players to each other, zone by zone. It knows nothing of the game's
 * packets.
 */
package org.rop2p.coordinator;
