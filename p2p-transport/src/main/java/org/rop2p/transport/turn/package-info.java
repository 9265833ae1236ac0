/**
 * A TURN client over UDP (RFC 8656) without I/O: messages and time go in, datagrams and events come
 * out. Times are nanoseconds of a clock of the caller's choice that never goes back.
 */
package org.rop2p.transport.turn;
