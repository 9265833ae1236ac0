/**
 * The hello of a link and the inner seal: AES-256-GCM around each message inside TLS 1.3, with keys
 * of its own. Without I/O; knows nothing of what it seals.
 */
package org.rop2p.transport.seal;
