package org.rop2p.transport.turn;

import java.net.InetSocketAddress;
import java.time.Duration;

/** For tests of other packages: an allocation that has a channel to one peer. */
public final class TurnPeer {
  public static final InetSocketAddress SERVER = TurnScene.SERVER;

  /** The peer behind channel 0x4000. */
  public static final InetSocketAddress ADDRESS = new InetSocketAddress("203.0.113.5", 6_000);

  private TurnPeer() {}

  public static TurnAllocation allocationWithChannel() {
    TurnScene scene = new TurnScene().allocated();
    scene.allocation.bind(ADDRESS, scene.now);
    scene.run(Duration.ofMillis(1));
    return scene.allocation;
  }
}
