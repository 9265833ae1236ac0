package org.rop2p.proxy.status;

/**
 * Something a player may want to know, in words.
 *
 * @param atMillis since 1970
 * @param warning whether something is worse than before
 * @param text one sentence
 */
public record Happening(long atMillis, boolean warning, String text) {}
