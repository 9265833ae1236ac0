/**
 * The QUIC connection of one link (RFC 9000, RFC 9001): both ends show a self-signed certificate,
 * each side pins the other's; one stream with framed messages, and sealed datagrams beside it.
 */
package org.rop2p.transport.quic;
