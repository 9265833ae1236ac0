/**
 * The NAT lab: real endpoints in network namespaces, a process for each host, and a judge that
 * links them pair by pair. The namespaces are those of {@code scripts/natlab}.
 */
package org.rop2p.testbed.natlab;
