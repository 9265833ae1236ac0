package org.rop2p.bench.transport;

/**
 * What idle links cost the endpoint that has them all.
 *
 * @param links at its other ends, an endpoint each
 * @param without an endpoint in the same process while it had no link
 * @param with the same with its links
 */
record IdleCost(int links, PerMinute without, PerMinute with) {

  /** What each link adds in a minute. */
  PerMinute perLink() {
    return with.perLink(without, links);
  }
}
