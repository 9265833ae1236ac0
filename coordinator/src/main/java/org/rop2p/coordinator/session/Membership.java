package org.rop2p.coordinator.session;

/**
 * One player admitted to one zone.
 *
 * @param id unlike any other, also of the same account: what comes late from an earlier one is
 *     known
 * @param fingerprint of the proxy instance that joined for this account
 */
public record Membership(
    String id, int accountId, String zone, String sessionId, String fingerprint) {}
