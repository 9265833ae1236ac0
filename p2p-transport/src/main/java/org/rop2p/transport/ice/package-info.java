/**
 * The ICE agent (RFC 8445, trickled as in RFC 8838, consent as in RFC 7675) without I/O: messages
 * and time go in, datagrams and events come out. Times are nanoseconds of a clock of the caller's
 * choice that starts near zero and never goes back.
 *
 * <p>One socket is the base of every local candidate, so a candidate pair is told by its remote
 * address alone, and server-reflexive candidates are pruned to that base (RFC 8445 section
 * 6.1.2.4).
 */
package org.rop2p.transport.ice;
