/**
 * A client of the coordinator: REST calls and one signalling socket per player. Nothing here blocks
 * its caller, and no failure of the coordinator is more than a failed future or a closed socket.
 */
package org.rop2p.coordinator.client;
