package org.rop2p.testbed.demo.world;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.rop2p.testbed.oracle.Kind;

/** The proxy of one player, in this JVM or in a process of its own. */
public interface PlayedProxy extends Closeable {
  /** Where its player's client connects. */
  InetSocketAddress login();

  /** The links that are up; of a process, up to a second ago. */
  List<LinkSight> links();

  /** What it did with what its player sent, likewise. */
  Map<Kind, LaneCount> lanes();

  /** Why: decisions by {@code KIND.LANE.REASON}, and {@code rejected.REASON} of what peers said. */
  Map<String, Long> reasons();

  /** See {@link WeakLine#obey}. */
  void line(String command) throws IOException;
}
