/**
 * Packet-id obfuscation, client to map server, of clients from 2010-11 to 2018-03: the id of the
 * n-th packet is XORed with the n-th mask of a key stream. Nothing else of a packet is touched, and
 * no other direction or server is concerned.
 *
 * <p>A relay that withholds or adds packets needs two streams, as client and server then count
 * differently: see {@link org.rop2p.codec.obfuscation.ObfuscatedIds}.
 */
package org.rop2p.codec.obfuscation;
