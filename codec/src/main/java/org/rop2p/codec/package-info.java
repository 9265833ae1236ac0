/**
 * Ragnarok Online on the wire: framing, packet tables by client date, ids by name.
 *
 * <p>All integers are little-endian unless a name says otherwise. Nothing here touches a socket, a
 * clock or a thread; classes are confined to the caller's thread unless their Javadoc says
 * immutable.
 */
package org.rop2p.codec;
