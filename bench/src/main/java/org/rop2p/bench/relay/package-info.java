/**
 * What a proxy costs a player: latency from the intended send, CPU, memory and allocation of four
 * ways from client to map server, measured by turns under recorded traffic.
 */
package org.rop2p.bench.relay;
