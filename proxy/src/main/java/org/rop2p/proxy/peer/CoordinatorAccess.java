package org.rop2p.proxy.peer;

import org.rop2p.coordinator.client.CoordinatorClient;

/**
 * The coordinator as every player of this process reaches it.
 *
 * @param name as shown to people
 * @param connected run when a signalling socket to it stands; must not block
 */
record CoordinatorAccess(CoordinatorClient client, String name, Runnable connected) {}
