package org.rop2p.testbed.oracle;

/**
 * One change of how {@code author} is drawn on the screen of {@code observer}.
 *
 * @param nanos {@link System#nanoTime()} of the change
 * @param cells the step between two pictures beyond what the author's speed allows; 0 for a change
 *     that the eye does not notice
 */
public record Jump(int observer, int author, long nanos, double cells) {}
