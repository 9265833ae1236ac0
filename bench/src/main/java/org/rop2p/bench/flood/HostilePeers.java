package org.rop2p.bench.flood;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.rop2p.coordinator.client.ClientSettings;
import org.rop2p.coordinator.client.CoordinatorClient;
import org.slf4j.LoggerFactory;

/**
 * A program of several {@link HostilePeer}s that together send envelopes at one rate: by whoever is
 * linked, and while nobody is, as datagrams of a link that has ended, straight at the victim's
 * socket. Commanded by lines on standard input: {@code aim ACCOUNT RATE}, which answers with a line
 * when the first envelope is on its way, and {@code hold}, which answers with {@code flood: JSON}.
 * Ends with its standard input, or by itself.
 *
 * <p>Arguments: the coordinator's REST root, on loopback, and the hostile accounts.
 */
final class HostilePeers {
  static final String READY = "hostile peers are ready ";
  static final String BEGUN = "the flood has begun";
  static final String ANSWER = "flood: ";
  static final int MAX_RATE = 20_000;

  /** Longer than any benchmark. */
  private static final long END_MILLIS = TimeUnit.HOURS.toMillis(1);

  private static final long STEP_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  /** For closing links to be told. */
  private static final long HOLD_MILLIS = 300;

  private final Tally tally = new Tally();
  private final List<HostilePeer> peers;
  private final DatagramSocket socket;
  private volatile Pace pace;

  private HostilePeers(CoordinatorClient coordinator, List<Integer> accounts) throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    peers = accounts.stream().map(account -> new HostilePeer(coordinator, account, tally)).toList();
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    URI coordinator = URI.create(arguments[0]);
    if (!InetAddress.getByName(coordinator.getHost()).isLoopbackAddress()) {
      throw new IllegalArgumentException("only for a coordinator on this machine");
    }
    HostilePeers hostile =
        new HostilePeers(
            new CoordinatorClient(ClientSettings.of(coordinator, Duration.ofSeconds(5))),
            Stream.of(arguments).skip(1).map(Integer::valueOf).toList());
    daemon("flood", hostile::flood);
    daemon("end", HostilePeers::endLate);
    System.out.println(READY + hostile.size());
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        hostile.obey(line.strip().split(" +"));
      }
    }
    System.exit(0);
  }

  private int size() {
    return peers.size();
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void endLate() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(END_MILLIS));
    System.exit(0);
  }

  private void obey(String[] words) throws InterruptedException {
    if (words[0].equals("aim")) {
      int victim = Integer.parseInt(words[1]);
      peers.forEach(peer -> peer.aim(victim));
      pace = new Pace(Math.min(MAX_RATE, Integer.parseInt(words[2])), System.nanoTime());
    } else if (words[0].equals("hold")) {
      pace = null;
      String done = tally.drain();
      peers.forEach(peer -> peer.aim(0));
      TimeUnit.MILLISECONDS.sleep(HOLD_MILLIS);
      tally.drain(); // of links that were open to the end
      System.out.println(ANSWER + done);
    }
  }

  private void flood() {
    int next = 0;
    while (true) {
      Pace now = pace;
      for (long due = now == null ? 0 : now.due(System.nanoTime()); due > 0; due--) {
        next = (next + 1) % peers.size();
        if (!sendBySomebody(next)) {
          sendWithoutLink(next);
        }
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  private boolean sendBySomebody(int from) {
    for (int i = 0; i < peers.size(); i++) {
      if (peers.get((from + i) % peers.size()).send()) {
        return true;
      }
    }
    return false;
  }

  private void sendWithoutLink(int from) {
    for (int i = 0; i < peers.size(); i++) {
      HostilePeer.Shot shot = peers.get((from + i) % peers.size()).shot();
      if (shot != null && shot.to().getAddress().isLoopbackAddress()) {
        try {
          socket.send(new DatagramPacket(shot.datagram(), shot.datagram().length, shot.to()));
          tally.afterEnd();
        } catch (IOException e) {
          tally.notTaken();
        }
        return;
      }
    }
    tally.idle();
  }
}
