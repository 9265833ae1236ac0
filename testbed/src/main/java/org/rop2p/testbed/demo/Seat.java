package org.rop2p.testbed.demo;

import org.rop2p.proxy.RoProxy;
import org.rop2p.testbed.client.HeadlessClient;

/**
 * One player of the demo.
 *
 * @param proxy null for a player straight on the server
 */
record Seat(String name, int account, HeadlessClient client, RoProxy proxy, LinkCut scissors) {
  boolean proxied() {
    return proxy != null;
  }
}
