package org.rop2p.coordinator.metrics;

import java.time.Duration;
import java.util.Map;

/** Where the signalling side puts what is to be measured. Called on the event loop. */
public interface ProxyStats {
  /** Forgets everything. */
  ProxyStats NONE =
      new ProxyStats() {
        @Override
        public void stats(Object socketKey, Map<String, Long> counters) {}

        @Override
        public void gone(Object socketKey) {}

        @Override
        public void offerDelivered(Duration took) {}
      };

  /**
   * A client's {@code stats} message. Nothing in it is believed further than a client can count.
   *
   * @param socketKey the same for all reports of one socket, and for no other; compared by {@code
   *     equals}
   */
  void stats(Object socketKey, Map<String, Long> counters);

  /** The socket is closed. Unknown sockets are no error. */
  void gone(Object socketKey);

  /** An offer was handed to its receiver's socket on this node, so long after it was received. */
  void offerDelivered(Duration took);
}
