/**
 * A client without a picture: plays a session as an unmodified game client does and writes down
 * what its screen would have shown. Not leniently: what a real client could not have read is a
 * recorded failure.
 */
package org.rop2p.testbed.client;
