package org.rop2p.testbed.server;

import java.time.Duration;
import org.rop2p.codec.view.RawText;

/**
 * An account with its one character.
 *
 * @param sex 'M' or 'F'
 * @param spawn where it enters first, and where it comes back to life
 * @param latency one way, between this account's client and the server
 * @param jitter up to this much more, anew for whatever is underway; order is kept
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
    Duration jitter,
    boolean gameMaster,
    int basicSkill) {
  private static final int ALL_BASIC_SKILLS = 9;

  /** At {@link DefaultWorld#SPAWN}, near the server, with every basic skill and no rights. */
  AccountSpec(String user, String password, RawText characterName, char sex) {
    this(
        user,
        password,
        characterName,
        sex,
        DefaultWorld.SPAWN,
        Duration.ZERO,
        Duration.ZERO,
        false,
        ALL_BASIC_SKILLS);
  }

  AccountSpec withSpawn(Place place) {
    return new AccountSpec(
        user, password, characterName, sex, place, latency, jitter, gameMaster, basicSkill);
  }

  AccountSpec withLatency(Duration oneWay) {
    return new AccountSpec(
        user, password, characterName, sex, spawn, oneWay, jitter, gameMaster, basicSkill);
  }

  AccountSpec withJitter(Duration most) {
    return new AccountSpec(
        user, password, characterName, sex, spawn, latency, most, gameMaster, basicSkill);
  }

  AccountSpec withGameMaster(boolean value) {
    return new AccountSpec(
        user, password, characterName, sex, spawn, latency, jitter, value, basicSkill);
  }

  AccountSpec withBasicSkill(int level) {
    return new AccountSpec(
        user, password, characterName, sex, spawn, latency, jitter, gameMaster, level);
  }
}
