/**
 * What the packets of a map connection mean: each frame is read once, into one event. Reading only
 * looks at the frame, whose readable bytes are exactly one packet, and throws {@link
 * java.lang.IndexOutOfBoundsException} or {@link java.lang.IllegalArgumentException} when it is too
 * short or no such packet. Events are immutable and hold nothing of the frame.
 */
package org.rop2p.codec.event;
