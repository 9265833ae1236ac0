package org.rop2p.proxy.player;

import org.rop2p.codec.view.RawText;

/**
 * One character playing through this proxy. Immutable.
 *
 * @param accountId also the unit id of the character on rAthena
 * @param webToken rAthena's web auth token, empty when the server sends none
 * @param worldName name of the char server, which rAthena's web-server calls the world
 * @param zone the map it enters first, without {@code .gat}
 */
public record PlayerIdentity(
    int accountId, int charId, RawText name, RawText webToken, RawText worldName, String zone) {}
