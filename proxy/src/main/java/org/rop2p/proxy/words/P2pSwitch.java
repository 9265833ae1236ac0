package org.rop2p.proxy.words;

/** The player's own switch for all of P2P, of the whole process. Thread-safe. */
public interface P2pSwitch {
  /** Without one P2P is on. */
  P2pSwitch ALWAYS_ON =
      new P2pSwitch() {
        @Override
        public boolean on() {
          return true;
        }

        @Override
        public void set(boolean on) {
          // nothing to switch
        }
      };

  /** Whether the player wants P2P; the admin may not. */
  boolean on();

  /** Takes effect for every character within a moment. */
  void set(boolean on);
}
