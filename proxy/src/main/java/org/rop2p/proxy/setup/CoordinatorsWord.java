package org.rop2p.proxy.setup;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.coordinator.api.ClientConfig;
import org.rop2p.coordinator.client.CoordinatorException;
import org.rop2p.proxy.config.ConfigFile;
import org.rop2p.proxy.config.NamedGame;
import org.rop2p.proxy.config.PlainHttp;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.config.ProxyStartException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a coordinator says at each start about the game server and its client, unless the player
 * says it himself.
 */
public final class CoordinatorsWord {
  private static final Logger log = LoggerFactory.getLogger(CoordinatorsWord.class);

  /** Further coordinators are asked only within that time: a player waits for his game. */
  private static final Duration START_PATIENCE = Duration.ofSeconds(5);

  /** What is said to who names neither server nor coordinator. */
  public static final String NO_SERVER =
      "no game server is named: give --server HOST or --join URL, or set server.address in"
          + " conf/p2p_config.json";

  private static final String ASK_ADMIN =
      "ask the server's admin for the address of the coordinator";

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int OK = 200;

  private CoordinatorsWord() {}

  /**
   * The same with the game server and, unless {@code dateGiven}, the client date that the
   * coordinator names; what it said last if it does not answer. Asks only where no server is named.
   * Blocks ten seconds at most.
   *
   * @param config merged from file and flags
   * @param file what {@code config} was read from
   * @param path of {@code file}, where what was said is kept; or null: nothing is kept
   * @param dateGiven whether file or flag name a client date
   * @throws ProxyStartException with one sentence when no server is known
   */
  public static ProxyConfig complete(
      ProxyConfig config, ConfigFile file, Path path, boolean dateGiven) {
    return complete(config, file, path, dateGiven, Network.REAL);
  }

  static ProxyConfig complete(
      ProxyConfig config, ConfigFile file, Path path, boolean dateGiven, Network network) {
    if (config.server() != null) {
      return config;
    }
    NamedGame last = file.lastNamed();
    List<String> problems = new ArrayList<>();
    NamedGame game = ask(config, network, problems).orElse(last);
    String problem = String.join("; ", problems);
    if (game.server().isEmpty()) {
      throw new ProxyStartException(
          problem.isEmpty()
              ? NO_SERVER
              : problem + "; or name the game server yourself with --server HOST",
          null);
    }
    InetSocketAddress server = game.server().get();
    if (!problems.isEmpty()) {
      log.warn("{}; you play on {}, which it named last", problem, AddressCheck.text(server));
    }
    if (path != null && !game.equals(last)) {
      keep(game, path);
    }
    ProxyConfig served = config.withServer(server);
    return dateGiven ? served : game.clientDate().map(served::withPacketVersion).orElse(served);
  }

  /** What a coordinator says, as far as it can be used. */
  static NamedGame of(ClientConfig said) {
    return new NamedGame(
        said.gameServer().flatMap(CoordinatorsWord::server),
        said.clientDate().flatMap(CoordinatorsWord::date));
  }

  /** The keys that remember it. */
  static Map<String, Object> remembered(NamedGame game) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put(ConfigFile.LAST_SERVER, game.server().map(AddressCheck::text).orElse(null));
    keys.put(
        ConfigFile.LAST_DATE,
        game.clientDate().map(date -> Integer.toString(date.date())).orElse(null));
    return keys;
  }

  /** A coordinator as people know it, without the path. */
  static String place(URI restApi) {
    return restApi.getScheme() + "://" + restApi.getRawAuthority();
  }

  /** One sentence with the remedy. */
  static String whyNot(URI restApi, CoordinatorException failure) {
    int status = failure.status();
    if (status == CoordinatorException.NO_ANSWER) {
      return failure.getMessage();
    }
    if (status == TOO_MANY_REQUESTS || status >= 500) {
      return "The coordinator %s cannot answer now (HTTP status %d): try again in a minute"
          .formatted(place(restApi), status);
    }
    return "What answers at %s is no coordinator%s: check the spelling, and %s"
        .formatted(restApi, status == OK ? "" : " (HTTP status %d)".formatted(status), ASK_ADMIN);
  }

  private static Optional<NamedGame> ask(
      ProxyConfig config, Network network, List<String> problems) {
    if (!config.p2p().enabled()) {
      return Optional.empty();
    }
    PlainHttp.Coordinators coordinators = PlainHttp.check(config.p2p());
    problems.addAll(coordinators.sentences());
    long start = System.nanoTime();
    for (URI restApi : coordinators.usable()) {
      if (System.nanoTime() - start > START_PATIENCE.toNanos()) {
        break;
      }
      try {
        NamedGame game = of(network.clientConfig(restApi, config.p2p().security()));
        if (game.server().isPresent()) {
          problems.clear();
          return Optional.of(game);
        }
        problems.add(
            "The coordinator %s does not name its game server: ask its admin to set game.server"
                .formatted(place(restApi)));
      } catch (CoordinatorException e) {
        problems.add(whyNot(restApi, e));
      }
    }
    return Optional.empty();
  }

  private static void keep(NamedGame game, Path path) {
    Outcome kept = ConfigWriter.set(path, remembered(game));
    if (!kept.ok()) {
      log.warn("{}", kept.sentence());
    }
  }

  /** The game speaks IPv4, and a name is looked up later. */
  private static Optional<InetSocketAddress> server(String text) {
    return ServerAddress.of(text) instanceof ServerAddress.Game game
        ? Optional.of(game.address())
        : Optional.empty();
  }

  /** A date of which nobody knows the packets is not used. */
  private static Optional<PacketVersion> date(String text) {
    try {
      return Optional.of(Protocol.of(PacketVersion.parse(text)).version());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
