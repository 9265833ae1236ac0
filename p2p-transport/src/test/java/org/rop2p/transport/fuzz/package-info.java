/** What anybody may send to the socket, through signalling or on a link, against the decoders. */
package org.rop2p.transport.fuzz;
