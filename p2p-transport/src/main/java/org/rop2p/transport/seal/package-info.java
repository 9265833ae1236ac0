/**
 * The hello of a link and the seal: AES-256-GCM around each message of the stream, inside TLS 1.3,
 * and around each datagram, which has no other; with keys of its own. Without I/O; knows nothing of
 * what it seals.
 */
package org.rop2p.transport.seal;
