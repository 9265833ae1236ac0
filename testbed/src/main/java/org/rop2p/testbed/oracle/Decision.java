package org.rop2p.testbed.oracle;

/**
 * What the server wrote down about one act that reached it.
 *
 * @param fate {@link Act.Fate#ACCEPTED}, {@code REFUSED} or {@code OVERTAKEN}
 * @param nanos when it was decided
 */
public record Decision(int author, Content content, Act.Fate fate, long nanos) {}
