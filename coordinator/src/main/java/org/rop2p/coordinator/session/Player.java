package org.rop2p.coordinator.session;

/**
 * Who a login proved to be there.
 *
 * @param fingerprint SHA-256 of his proxy's certificate, in hex
 * @param signingKey his Ed25519 public key, 32 bytes in Base64
 */
public record Player(int accountId, String fingerprint, String signingKey) {}
