/** STUN messages (RFC 8489) as ICE and TURN (RFC 8656) use them, and a binding responder. */
package org.rop2p.transport.stun;
