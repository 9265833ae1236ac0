package org.rop2p.testbed.server;

import java.util.HashMap;
import java.util.Map;
import org.rop2p.codec.Packet;

/** Counts by account what map servers get and send. Thread-safe. */
final class Traffic {
  private final Map<Integer, ReceivedCounts> byAccount = new HashMap<>();

  /**
   * @param account 0 where none is known
   * @param packet null for those the codec has no name for
   */
  void received(int account, Packet packet) {
    add(
        account,
        packet == null
            ? new ReceivedCounts(0, 0, 0, 1, 0)
            : switch (packet) {
              case CZ_REQUEST_CHAT -> new ReceivedCounts(1, 0, 0, 0, 0);
              case CZ_REQ_EMOTION, CZ_REQ_EMOTION_EXPANSION -> new ReceivedCounts(0, 1, 0, 0, 0);
              case CZ_REQUEST_MOVE -> new ReceivedCounts(0, 0, 1, 0, 0);
              default -> new ReceivedCounts(0, 0, 0, 1, 0);
            });
  }

  void sent(int account, int bytes) {
    add(account, new ReceivedCounts(0, 0, 0, 0, bytes));
  }

  synchronized ReceivedCounts of(int account) {
    return byAccount.getOrDefault(account, ReceivedCounts.NONE);
  }

  synchronized ReceivedCounts total() {
    return byAccount.values().stream().reduce(ReceivedCounts.NONE, ReceivedCounts::plus);
  }

  private synchronized void add(int account, ReceivedCounts more) {
    byAccount.merge(account, more, ReceivedCounts::plus);
  }
}
