package org.rop2p.testbed.server;

import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import org.rop2p.codec.Protocol;

/** The world and everything that acts in it, wired together. Event loop only. */
final class Game {
  final Protocol protocol;
  final Timing timing;
  final Accounts accounts;
  final World world;
  final ServerClock clock = new ServerClock(System::nanoTime);
  final WebTokens tokens;
  final Presences presences;
  final ChatRooms rooms;
  final Dialogues dialogues;
  final PlayerStates states;
  final Casting casting;
  final Vending vending;
  final Disguises disguises;
  final Mortality mortality;
  final Monsters monsters;
  final boolean packEmotes;
  final Travel travel;
  final Walking walking;
  final Emotes emotes;
  final PublicChat chat;
  final Timers timers;

  Game(Timers timers, StandInBuilder setup, ServerLog log, List<IntSupplier> mapPorts) {
    this.timers = timers;
    protocol = Protocol.of(setup.packetVersion);
    timing = setup.timing;
    accounts = new Accounts(setup.accounts);
    packEmotes = setup.packEmotes;
    world = new World(setup.maps, setup.portals, setup.npcs, setup.monsters);
    tokens = new WebTokens(timers, timing);
    presences = new Presences(timers, tokens);
    rooms = new ChatRooms(log);
    dialogues = new Dialogues(world, log);
    Sight sight = new Sight(clock);
    states = new PlayerStates(timers, sight, log);
    casting = new Casting(timers, log);
    vending = new Vending(log);
    disguises = new Disguises(log);
    travel = new Travel(world, sight, rooms, dialogues, casting, vending, presences, mapPorts, log);
    mortality = new Mortality(dialogues, casting, travel, log);
    walking = new Walking(clock, sight, travel, dialogues, log);
    monsters = new Monsters(world, sight, clock, new Random(setup.seed));
    emotes = new Emotes(clock, new Random(setup.seed), log);
    chat = new PublicChat(protocol, world, new Commands(world, travel, states), log);
  }

  void startTicking() {
    timers.every(timing.worldTick(), this::tick);
  }

  private void tick() {
    world.players().forEach(walking::advance);
    monsters.advance();
  }
}
