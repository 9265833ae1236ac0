package org.rop2p.testbed.server;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.obfuscation.KeyChoice;
import org.rop2p.codec.view.RawText;

/**
 * Sets up a {@link StandInServer}. {@link #spawn}, {@link #latency}, {@link #jitter}, {@link
 * #gameMaster} and {@link #basicSkill} speak of the account named last. Not thread-safe.
 */
public final class StandInBuilder {
  final List<AccountSpec> accounts = new ArrayList<>();
  final List<MapSpec> maps = new ArrayList<>(DefaultWorld.MAPS);
  final List<PortalSpec> portals = new ArrayList<>(DefaultWorld.PORTALS);
  final List<NpcSpec> npcs = new ArrayList<>(DefaultWorld.NPCS);
  final List<MonsterSpec> monsters = new ArrayList<>();
  Timing timing = Timing.DEFAULT;
  PacketVersion packetVersion = PacketVersion.DEFAULT;
  KeyChoice keys = KeyChoice.AUTO;
  boolean webTokens = true;
  boolean connectionBan;
  boolean passwordBan;
  boolean packEmotes;
  InetAddress address = InetAddress.getLoopbackAddress();
  int loginPort;
  long seed;

  StandInBuilder() {}

  /**
   * An account with one character, at {@link DefaultWorld#SPAWN} unless told otherwise. Account ids
   * count from 2,000,000 in this order, character ids from 150,000.
   *
   * @param sex 'M' or 'F'
   */
  public StandInBuilder account(String user, String password, String character, char sex) {
    byte[] name = character.getBytes(StandardCharsets.ISO_8859_1);
    return account(user, password, RawText.of(name), sex);
  }

  /** As above, with a name in the client's own bytes. */
  public StandInBuilder account(String user, String password, RawText character, char sex) {
    accounts.add(new AccountSpec(user, password, character, sex));
    return this;
  }

  public StandInBuilder spawn(String map, int x, int y) {
    return last(account -> account.withSpawn(Place.of(map, x, y)));
  }

  /** One-way latency between this account's client and every server, from the login on. */
  public StandInBuilder latency(Duration oneWay) {
    return last(account -> account.withLatency(oneWay));
  }

  /**
   * On top of the latency everything underway takes up to {@code most} longer, evenly spread and in
   * order, by the {@link #seed}.
   */
  public StandInBuilder jitter(Duration most) {
    return last(account -> account.withJitter(most));
  }

  /** The account's group may use commands. */
  public StandInBuilder gameMaster() {
    return last(account -> account.withGameMaster(true));
  }

  /** Level of the basic skill, 0..9: emotes need 2, sitting 3, chat rooms 4. */
  public StandInBuilder basicSkill(int level) {
    return last(account -> account.withBasicSkill(level));
  }

  /** Adds a map to the {@link DefaultWorld}, or puts another in place of the one of that name. */
  public StandInBuilder map(MapSpec map) {
    maps.removeIf(other -> other.name().equals(map.name()));
    maps.add(map);
    return this;
  }

  public StandInBuilder portal(PortalSpec portal) {
    portals.add(portal);
    return this;
  }

  public StandInBuilder npc(NpcSpec npc) {
    npcs.add(npc);
    return this;
  }

  /** A monster, or another unit that is no player. */
  public StandInBuilder monster(MonsterSpec monster) {
    monsters.add(monster);
    return this;
  }

  public StandInBuilder timing(Timing value) {
    timing = value;
    return this;
  }

  /** The client date the servers are built for; 20211103 RE unless told otherwise. */
  public StandInBuilder packetVersion(PacketVersion value) {
    packetVersion = value;
    return this;
  }

  /** The keys built into the map servers: those of the client date unless told otherwise. */
  public StandInBuilder keys(KeyChoice value) {
    keys = value;
    return this;
  }

  /** Whether login replies carry a web auth token; without, the field is empty. */
  public StandInBuilder webTokens(boolean value) {
    webTokens = value;
    return this;
  }

  /**
   * Whether each server refuses an address for ten minutes from the seventh connection on of a run
   * in which each came less than three seconds after the one before. A stock rAthena does; here it
   * is off unless told otherwise, as everybody comes from one address.
   */
  public StandInBuilder connectionBan(boolean value) {
    connectionBan = value;
    return this;
  }

  /**
   * Whether the login server refuses a network for five minutes after seven wrong passwords in five
   * minutes. A stock rAthena does; here it is off unless told otherwise.
   */
  public StandInBuilder passwordBan(boolean value) {
    passwordBan = value;
    return this;
  }

  /**
   * Whether emotes of packs (CZ_REQ_EMOTION_EXPANSION, clients since 2023-07) are passed on to all
   * in sight and to their author. rAthena discards them in silence, and so does this server unless
   * told otherwise.
   */
  public StandInBuilder packEmotes(boolean value) {
    packEmotes = value;
    return this;
  }

  /** A fixed port for the login server; 0, the default, takes any. */
  public StandInBuilder loginPort(int port) {
    loginPort = port;
    return this;
  }

  /** Where all servers listen; loopback unless told otherwise. */
  public StandInBuilder address(InetAddress value) {
    address = value;
    return this;
  }

  /** Seed of the dice, of jitter and of wandering monsters. */
  public StandInBuilder seed(long value) {
    seed = value;
    return this;
  }

  /**
   * Starts the servers.
   *
   * @throws IllegalArgumentException when the setup contradicts itself, or the packets of the
   *     client date are not known
   * @throws java.io.UncheckedIOException when a port cannot be had
   */
  public StandInServer start() {
    return StandInServer.start(this);
  }

  private StandInBuilder last(UnaryOperator<AccountSpec> change) {
    if (accounts.isEmpty()) {
      throw new IllegalStateException("name an account first");
    }
    accounts.set(accounts.size() - 1, change.apply(accounts.get(accounts.size() - 1)));
    return this;
  }
}
