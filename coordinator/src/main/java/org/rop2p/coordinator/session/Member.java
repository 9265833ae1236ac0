package org.rop2p.coordinator.session;

import java.time.Instant;

/**
 * One who is in a session, as the admin sees him.
 *
 * @param since when this proxy joined the zone; a new socket of it changes nothing
 * @param introduced how many players he is introduced to
 * @param connected whether he has a socket; without one he is kept for {@link SessionStore#GRACE}
 */
public record Member(
    Player player,
    String zone,
    String sessionId,
    Instant since,
    int introduced,
    boolean connected) {}
