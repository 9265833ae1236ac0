/** What anybody may send to the socket or through signalling, against the decoders. */
package org.rop2p.transport.fuzz;
