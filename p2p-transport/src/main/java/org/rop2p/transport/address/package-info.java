/** What IP addresses are for. */
package org.rop2p.transport.address;
