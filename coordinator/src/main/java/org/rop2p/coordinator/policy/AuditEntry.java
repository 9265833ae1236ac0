package org.rop2p.coordinator.policy;

import java.time.Instant;

/**
 * One line of the record: what an admin changed, or which key belonged to which account from when.
 *
 * @param by the admin's address, or {@code login}
 * @param what a stable word, such as {@code mute} or {@code key}
 * @param detail for people and programs: {@code account_id=…, fingerprint=…, signing_key=…}
 */
public record AuditEntry(Instant at, String by, String what, String detail) {}
