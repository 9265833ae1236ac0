package org.rop2p.testbed.oracle;

/** What a client sent, and when it left. */
public record Deed(int author, Content content, long nanos) {}
