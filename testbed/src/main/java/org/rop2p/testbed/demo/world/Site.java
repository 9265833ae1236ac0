package org.rop2p.testbed.demo.world;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** Where the servers of a demo stand, and each player's machine. */
public interface Site {
  /** Everything on loopback, as one machine has it. */
  Site LOOPBACK =
      new Site() {
        @Override
        public InetAddress servers() {
          return InetAddress.getLoopbackAddress();
        }

        @Override
        public List<InetSocketAddress> stun() {
          return List.of();
        }

        @Override
        public Map<String, String> coordinator() {
          return Map.of();
        }

        @Override
        public boolean apart() {
          return false;
        }

        @Override
        public List<String> before(int player) {
          return List.of();
        }

        @Override
        public InetAddress listen(int player) {
          return InetAddress.getLoopbackAddress();
        }

        @Override
        public List<String> options(int player) {
          return List.of("--loopback-links");
        }
      };

  /** Of this process, at which players' machines reach all servers. */
  InetAddress servers();

  /** STUN servers that are there already; none: one is started beside the others. */
  List<InetSocketAddress> stun();

  /** What the coordinator is told besides: keys below {@code coordinator:}, with their YAML. */
  Map<String, String> coordinator();

  /** Whether players have machines of their own, so that each proxy has to be a process. */
  boolean apart();

  /** What stands before the command that starts something on a player's machine. */
  List<String> before(int player);

  /** Where a player's proxy listens, and this process reaches it. */
  InetAddress listen(int player);

  /** Of a player's proxy, besides those that every demo has. */
  List<String> options(int player);
}
