package org.rop2p.coordinator.session;

import java.time.Instant;

/** What anybody may know of a session: never who is in it. */
public record SessionInfo(String sessionId, String zone, int players, Instant created) {}
