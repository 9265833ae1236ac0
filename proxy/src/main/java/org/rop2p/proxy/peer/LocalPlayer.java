package org.rop2p.proxy.peer;

import org.rop2p.coordinator.api.Signal;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.peer.link.OpenLink;
import org.rop2p.transport.Fingerprint;

/** A player of this process, as links know him. Thread-safe; never blocks. */
interface LocalPlayer {
  /** Whether the proxy may speak to him for the account, as the coordinator attested last. */
  boolean attests(Fingerprint proxy, int account);

  void up(OpenLink link);

  void down(OpenLink link);

  /** A message for him came; false if he has no room for it. */
  boolean deliver(OpenLink link, PeerMessage message);

  /** Whether the signal is on its way to the account, through the coordinator. */
  boolean signal(int remoteAccount, Signal signal);
}
