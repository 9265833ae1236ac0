package org.rop2p.proxy.peer;

import org.rop2p.coordinator.client.api.Signal;

/** The way to an introduced account through the coordinator. Thread-safe; never blocks. */
interface SignalSender {
  /** Whether the signal is on its way. */
  boolean send(int remoteAccount, Signal signal);
}
