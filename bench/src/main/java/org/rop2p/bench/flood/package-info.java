/** Proxies that flood another one, and what its player notices of it. Loopback only. */
package org.rop2p.bench.flood;
