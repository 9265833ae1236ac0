/** STUN messages (RFC 8489) as ICE uses them, and a binding responder. */
package org.rop2p.transport.stun;
