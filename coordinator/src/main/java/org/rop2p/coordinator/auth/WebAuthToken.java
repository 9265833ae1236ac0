package org.rop2p.coordinator.auth;

import org.rop2p.coordinator.auth.IdentityCheck.Verdict;

/** What players are told of rAthena's web auth token, however it is checked. */
final class WebAuthToken {
  static final Verdict MISSING =
      Verdict.refused(
          "The game server gave this account no web auth token: its admin has to set"
              + " use_web_auth_token: yes in the login server's configuration");

  static final Verdict NOT_CONFIRMED =
      Verdict.refused(
          "The game server does not confirm this login: log in to the game again (its web auth token"
              + " ends with each session)");

  private WebAuthToken() {}
}
