/**
 * Typed reads and writes of the few packets that matter. A {@code read} method takes a buffer whose
 * readable bytes are exactly one frame, only reads it, and throws {@link
 * java.lang.IndexOutOfBoundsException} when the frame is shorter than its layout; a {@code write}
 * method appends one frame to the buffer it is given.
 */
package org.rop2p.codec.view;
