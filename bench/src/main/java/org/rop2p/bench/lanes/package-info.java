/** How much earlier a message is on the screen by the peer lane than by the server's. */
package org.rop2p.bench.lanes;
