/** What linked players in view cost a proxy. */
package org.rop2p.bench.peers;
