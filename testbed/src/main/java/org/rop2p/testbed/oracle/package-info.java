/**
 * Says afterwards what every screen should have shown, from what the server did, and compares it
 * with what was shown. Pure functions over records; times are {@link java.lang.System#nanoTime()}
 * of one machine.
 */
package org.rop2p.testbed.oracle;
