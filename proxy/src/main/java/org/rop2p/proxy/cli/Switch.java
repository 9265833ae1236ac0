package org.rop2p.proxy.cli;

/** Of a setting that is on by default. */
enum Switch {
  ON,
  OFF
}
