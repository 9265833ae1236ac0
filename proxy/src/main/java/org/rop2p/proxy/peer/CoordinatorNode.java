package org.rop2p.proxy.peer;

import org.rop2p.coordinator.client.CoordinatorClient;

/**
 * One of the coordinators that serve the same world.
 *
 * @param name as shown to people
 */
record CoordinatorNode(CoordinatorClient client, String name) {}
