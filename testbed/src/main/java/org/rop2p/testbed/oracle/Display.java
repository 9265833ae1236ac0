package org.rop2p.testbed.oracle;

/** One thing on one screen: {@code observer} saw {@code author} do it. */
public record Display(int observer, int author, Content content, long nanos) {}
