/**
 * Ragnarok Online on the wire: framing, packet tables by client date, ids by name.
 *
 * <p>What depends on the client date is in {@link org.rop2p.codec.Protocol}. Lengths, moving ids
 * and keys are tables in the resources beside these classes; ids by era are declared in {@link
 * org.rop2p.codec.Packet}, layouts in the views.
 *
 * <p>All integers are little-endian unless a name says otherwise. Nothing here touches a socket, a
 * clock or a thread; classes are confined to the caller's thread unless their Javadoc says
 * immutable.
 */
package org.rop2p.codec;
