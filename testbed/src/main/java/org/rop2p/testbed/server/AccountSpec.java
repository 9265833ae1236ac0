package org.rop2p.testbed.server;

import java.time.Duration;
import org.rop2p.codec.view.RawText;

/**
 * An account with its one character.
 *
 * @param sex 'M' or 'F'
 * @param latency one way, between this account's client and the server
 * @param gameMaster whether its group may use commands
 * @param basicSkill level of the basic skill; emotes need 2, sitting 3, chat rooms 4
 */
record AccountSpec(
    String user,
    String password,
    RawText characterName,
    char sex,
    Place spawn,
    Duration latency,
    boolean gameMaster,
    int basicSkill) {

  AccountSpec withSpawn(Place place) {
    return new AccountSpec(
        user, password, characterName, sex, place, latency, gameMaster, basicSkill);
  }

  AccountSpec withLatency(Duration oneWay) {
    return new AccountSpec(
        user, password, characterName, sex, spawn, oneWay, gameMaster, basicSkill);
  }

  AccountSpec withGameMaster(boolean value) {
    return new AccountSpec(user, password, characterName, sex, spawn, latency, value, basicSkill);
  }

  AccountSpec withBasicSkill(int level) {
    return new AccountSpec(user, password, characterName, sex, spawn, latency, gameMaster, level);
  }
}
