/**
 * Asks the home gateway to let datagrams for the socket in: PCP, NAT-PMP or UPnP, whichever it
 * speaks.
 */
package org.rop2p.transport.mapping;
