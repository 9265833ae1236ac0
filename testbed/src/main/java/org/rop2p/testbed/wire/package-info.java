/**
 * Packets that only servers and clients of our own making read or write, beside the views of the
 * codec and with the same rules: a {@code read} method takes exactly one frame and only reads it, a
 * {@code write} method appends one frame.
 */
package org.rop2p.testbed.wire;
