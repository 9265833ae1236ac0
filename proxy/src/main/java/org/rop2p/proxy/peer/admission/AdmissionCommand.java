package org.rop2p.proxy.peer.admission;

import org.rop2p.proxy.routing.ZoneLanes;

/** What {@link Admission} wants done. Answers come back with the attempt's number. */
public sealed interface AdmissionCommand {
  /** Log in; then {@link Admission#loggedIn} or {@link Admission#failed}. */
  record LogIn(int attempt) implements AdmissionCommand {}

  /** Ask for admission; then {@link Admission#admitted} or {@link Admission#failed}. */
  record Join(int attempt, String jwt, String zone) implements AdmissionCommand {
    /** Leaves the token out. */
    @Override
    public String toString() {
      return "Join[" + attempt + ", " + zone + "]";
    }
  }

  /** Open the socket; then {@link Admission#connected} or {@link Admission#failed}. */
  record Connect(int attempt, String jwt) implements AdmissionCommand {
    /** Leaves the token out. */
    @Override
    public String toString() {
      return "Connect[" + attempt + "]";
    }
  }

  /** Present the ticket on the socket. */
  record Present(String ticket) implements AdmissionCommand {
    /** Leaves the ticket out. */
    @Override
    public String toString() {
      return "Present[]";
    }
  }

  /** Tell the coordinator that the session is left. */
  record Leave() implements AdmissionCommand {}

  /** A membership has begun, or goes on: the coordinator is to hear of all in view. */
  record Begin() implements AdmissionCommand {}

  /** What is allowed in this zone from now on. */
  record Allow(ZoneLanes lanes) implements AdmissionCommand {}

  /** What is known of others is over, and with it the links that served nobody else. */
  record Part() implements AdmissionCommand {}

  /** The admin's switch for all of P2P: while it is off no link serves anybody. */
  record Switch(boolean on) implements AdmissionCommand {}

  /** The coordinator asked last is of no use now: ask another one, if there is one. */
  record Elsewhere() implements AdmissionCommand {}

  /** A sentence for the player's log. */
  record Say(Importance importance, String sentence) implements AdmissionCommand {}

  /** Of a sentence. */
  enum Importance {
    DETAIL,
    NEWS,
    WARNING
  }
}
