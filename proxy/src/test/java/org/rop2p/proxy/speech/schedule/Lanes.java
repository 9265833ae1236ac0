package org.rop2p.proxy.speech.schedule;

import java.util.HashMap;
import java.util.Map;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.routing.PeerLane;

/** A party's links. */
final class Lanes implements PeerLane {
  private final Map<Integer, Wire> wires = new HashMap<>();
  private final int rttMillis;
  private Party party;

  Lanes(int rttMillis) {
    this.rttMillis = rttMillis;
  }

  void of(Party owner) {
    party = owner;
  }

  void add(int account, Wire wire) {
    wires.put(account, wire);
  }

  @Override
  public boolean linked(int accountId) {
    Wire wire = wires.get(accountId);
    return wire != null && wire.linked(party);
  }

  @Override
  public void send(PeerMessage message) {
    for (int recipient : message.header().recipients()) {
      Wire wire = wires.get(recipient);
      if (wire != null) {
        wire.send(party, message);
      }
    }
  }

  @Override
  public int rttMillis(int accountId) {
    return rttMillis;
  }
}
