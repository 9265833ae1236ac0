/** Who the players are: asking the game server, and the tokens that spare asking twice. */
package org.rop2p.coordinator.auth;
