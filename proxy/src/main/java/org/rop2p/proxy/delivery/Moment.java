package org.rop2p.proxy.delivery;

/**
 * A time in milliseconds, by two clocks.
 *
 * @param now any monotonic clock
 * @param live a clock that stands still while the server is silent, so that a stalled server ends
 *     no window in which one of its copies may still come
 */
public record Moment(long now, long live) {}
