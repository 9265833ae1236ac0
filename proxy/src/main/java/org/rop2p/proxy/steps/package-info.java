/**
 * Walks of one character, out and in: when the server hears of the own ones and what peers are told
 * ({@link org.rop2p.proxy.steps.OwnSteps}), and what of others' the own client is shown ({@link
 * org.rop2p.proxy.steps.OthersSteps}). The decisions are {@link org.rop2p.proxy.walking}'s.
 * Confined to the session's loop.
 */
package org.rop2p.proxy.steps;
