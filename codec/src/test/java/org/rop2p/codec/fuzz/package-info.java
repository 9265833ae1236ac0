/**
 * Every decoder of game bytes against inputs nobody thought of. A plain test run replays the corpus
 * in the resources beside these classes; {@code scripts/fuzz} looks for new inputs.
 */
package org.rop2p.codec.fuzz;
