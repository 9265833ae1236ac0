/**
 * Hosts, NATs and the internet between them under a virtual clock: one seed decides a whole run.
 * Single-threaded; times are nanoseconds.
 */
package org.rop2p.transport.sim;
