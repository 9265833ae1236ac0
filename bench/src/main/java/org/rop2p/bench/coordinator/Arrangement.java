package org.rop2p.bench.coordinator;

/** Where the state lives, and how many nodes serve it. */
enum Arrangement {
  MEMORY("memory, one node", 1, false),
  REDIS("Redis, one node", 1, true),
  REDIS_TWO("Redis, two nodes", 2, true);

  private final String words;
  private final int nodes;
  private final boolean redis;

  Arrangement(String words, int nodes, boolean redis) {
    this.words = words;
    this.nodes = nodes;
    this.redis = redis;
  }

  int nodes() {
    return nodes;
  }

  boolean redis() {
    return redis;
  }

  @Override
  public String toString() {
    return words;
  }
}
