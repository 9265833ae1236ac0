/**
 * The inner seal: AES-256-GCM around each message inside a link's TLS 1.3, with keys of its own.
 * Knows nothing of what it seals.
 */
package org.rop2p.transport.seal;
