package org.rop2p.bench.flood;

import java.util.Locale;

/** Whom the generator is aimed at during a run. */
enum Aim {
  NOBODY,
  /** Another player's proxy: the machine is as busy as it gets, the victim is left alone. */
  BYSTANDER,
  VICTIM;

  /** As in reports. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
