package org.rop2p.bench.world;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.testbed.client.HeadlessClient;
import org.rop2p.testbed.process.ChildProcess;
import org.slf4j.LoggerFactory;

/**
 * A program of players with a proxy each, all in one process, each linked with each. Commanded by
 * lines on standard input: {@code busy} and {@code stand}. Ends with its standard input.
 *
 * <p>Arguments: the login server's port, the coordinator's REST root, how many; they are the
 * residents of the {@link Town} from the second on.
 */
public final class Crowd {
  private static final String READY = "players in the crowd: ";
  private static final Pattern READY_LINE = Pattern.compile(READY + "(\\d+)");

  /** For all of its players to log in. */
  public static final Duration START = Duration.ofSeconds(400);

  private Crowd() {}

  /**
   * Starts one in a process of its own; {@link ChildProcess#awaitReady} then waits until all play.
   *
   * @param players how many
   */
  public static ChildProcess start(Town town, int players) throws IOException {
    return ChildProcess.start(
        "the crowd",
        READY_LINE,
        Programs.own(Crowd.class, "-Xmx2g")
            .command(
                List.of(
                    Integer.toString(town.login().getPort()),
                    town.coordinator().toString(),
                    Integer.toString(players))));
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    InetSocketAddress login = Town.loopback(Integer.parseInt(arguments[0]));
    URI coordinator = URI.create(arguments[1]);
    int number = Integer.parseInt(arguments[2]);
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    List<Habits> all = new ArrayList<>();
    for (int i = 1; i <= number; i++) {
      RoProxy proxy = RoProxy.start(config(login, coordinator));
      HeadlessClient client = HeadlessClient.start(Town.client(i, proxy.listenAddress()));
      if (!client.awaitPlaying(START)) {
        throw new IOException("a player of the crowd did not get into the game");
      }
      all.add(new Habits(client, clock, i));
    }
    System.out.println(READY + number);
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        boolean busy = line.strip().equals("busy");
        all.forEach(habits -> habits.busy(busy));
      }
    }
    System.exit(0);
  }

  private static ProxyConfig config(InetSocketAddress login, URI coordinator) {
    return ProxyConfig.defaults()
        .withServer(login)
        .withListen(Town.loopback(0))
        .withZones(List.of(Town.ZONE))
        .withCoordinator(coordinator)
        .withLoopbackCandidates(true);
  }
}
