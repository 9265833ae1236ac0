/**
 * One link made by probing where its ordinary checks fail: what each side does in which order, and
 * with which sockets. No I/O; what is decided is in {@code probe}.
 */
package org.rop2p.transport.probing;
