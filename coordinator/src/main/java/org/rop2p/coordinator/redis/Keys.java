package org.rop2p.coordinator.redis;

/** The names that everything of ours has in Redis. */
final class Keys {
  /** A hash tag (Redis Cluster specification, hash tags): all keys are of one slot. */
  static final String PREFIX = "{rop2p}:";

  static final String RULES = PREFIX + "rules";
  static final String AUDIT = PREFIX + "audit";

  private Keys() {}
}
