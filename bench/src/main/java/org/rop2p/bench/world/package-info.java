/** Servers, proxies and players that the benchmarks with peers need. */
package org.rop2p.bench.world;
