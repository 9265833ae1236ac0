/**
 * Each line of an author once and in order on every screen, whichever lanes carry it.
 *
 * <p>One {@link org.rop2p.proxy.delivery.Delivery} for each kind on the author's side, one {@link
 * org.rop2p.proxy.delivery.Inbox} for each author and kind on the receiver's. Both are immutable
 * and know neither clocks nor links: events and time go in, the next state and commands come out.
 * The server keeps order, may stall, may refuse a line silently, and its copies carry no number; a
 * link is reliable and ordered and may die with what is in flight. {@code docs/delivery.md} has the
 * protocol, why each rule is there, and the four deviations that remain.
 */
package org.rop2p.proxy.delivery;
