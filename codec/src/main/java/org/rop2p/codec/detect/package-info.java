/**
 * Finds the client date from what connections look like.
 *
 * <p>{@link org.rop2p.codec.detect.KnownDates} are the dates that can be told apart. {@link
 * org.rop2p.codec.detect.StreamFit} frames one direction by all their tables at once and leaves out
 * those that do not fit; {@link org.rop2p.codec.detect.ConnectionWatch} adds what single frames
 * tell. {@link org.rop2p.codec.detect.DateFinder} remembers between connections, and chooses.
 * Nothing here changes or keeps a byte of the game.
 */
package org.rop2p.codec.detect;
