/** The opponent: the least that a good Netty proxy does. */
package org.rop2p.bench.bare;
