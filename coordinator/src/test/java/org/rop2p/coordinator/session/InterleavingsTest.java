package org.rop2p.coordinator.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.api.ClientMessage.Sees;
import org.rop2p.coordinator.config.Capacity;
import org.rop2p.coordinator.session.SessionStore.Redeemed;
import org.rop2p.coordinator.session.SessionStore.Reservation;

/**
 * Whatever happens in whatever order, and however late, out of order and often its notices come: an
 * account has one membership, no session more players than it takes, and whom a socket believes to
 * have met is whom its player sees and who sees him.
 */
class InterleavingsTest {
  private static final int HISTORIES = 3_000;
  private static final int STEPS = 60;
  private static final int ACCOUNTS = 6;
  private static final Capacity CAPACITY = new Capacity(2, 2);

  private record Ticket(String ticket, int account) {}

  /** What one socket has heard. */
  private static final class Socket {
    private final Membership membership;
    private final String node;
    private final NewestOnly newest = new NewestOnly();
    private final Set<Integer> met = new TreeSet<>();

    Socket(Membership membership, String node) {
      this.membership = membership;
      this.node = node;
    }

    void hears(int peer, long generation, boolean meets) {
      if (newest.isNews(peer, generation)) {
        if (meets) {
          met.add(peer);
        } else {
          met.remove(peer);
        }
      }
    }
  }

  @Test
  void whatSocketsBelieveIsMutualSight() {
    long seed = Long.getLong("rop2p.seed", System.nanoTime());
    System.out.println("InterleavingsTest rop2p.seed=" + seed);
    for (int i = 0; i < HISTORIES; i++) {
      History one = new History(new Random(seed + i));
      try {
        one.play();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + (seed + i) + "\n" + String.join("\n", one.history), e);
      }
    }
  }

  private static final class History {
    private final Random random;
    private final World world = new World(CAPACITY, new Ids());
    private final Ids ids = new Ids();
    private final List<String> nodes = new ArrayList<>();
    private final List<String> history = new ArrayList<>();
    private final List<Ticket> tickets = new ArrayList<>();

    /** Sockets that are open, by membership. */
    private final Map<String, Socket> sockets = new LinkedHashMap<>();

    /** What is on its way to nodes. */
    private final List<Notice> flying = new ArrayList<>();

    /** Who got back what had ended, and with it his place, full or not. */
    private final Set<Integer> broughtBack = new HashSet<>();

    private Instant now = Instant.ofEpochSecond(1_800_000_000);
    private int nextNode;

    History(Random random) {
      this.random = random;
    }

    private void play() {
      addNode();
      addNode();
      for (int step = 0; step < STEPS; step++) {
        step();
        checkPlaces();
        deliverSome();
      }
      while (!flying.isEmpty()) {
        deliver(flying.remove(random.nextInt(flying.size())));
      }
      checkSight();
    }

    private void step() {
      int account = 1 + random.nextInt(ACCOUNTS);
      switch (random.nextInt(14)) {
        case 0, 1, 2 -> reserve(account);
        case 3, 4, 5 -> redeem();
        case 6, 7, 8 -> any().ifPresent(this::sees);
        case 9 -> any().ifPresent(this::breaks);
        case 10 -> {
          if (random.nextBoolean()) {
            any().ifPresent(this::leaves);
          } else {
            note("expel " + account);
            world.expel(account, now);
          }
        }
        case 11 -> pass(Duration.ofSeconds(1 + random.nextInt(14)));
        case 12 -> any().ifPresent(this::restores);
        default -> {
          if (random.nextInt(4) == 0) {
            replaceNode();
          }
        }
      }
    }

    private void reserve(int account) {
      String zone = random.nextInt(3) == 0 ? "geffen" : "prontera";
      String proxy = random.nextInt(6) == 0 ? "b" : "a";
      Reservation reservation =
          world.reserve(new Player(account, proxy.repeat(64), "key"), zone, now);
      note("reserve " + account + " " + zone + " by " + proxy + ": " + reservation);
      if (reservation instanceof Reservation.Reserved reserved) {
        tickets.add(new Ticket(reserved.ticket(), account));
      }
    }

    private void redeem() {
      if (tickets.isEmpty()) {
        return;
      }
      Ticket ticket = tickets.get(tickets.size() - 1 - random.nextInt(Math.min(3, tickets.size())));
      String node = nodes.get(random.nextInt(nodes.size()));
      String id = ids.membershipId();
      List<Notice> before = new ArrayList<>(flying);
      Optional<Redeemed> redeemed = world.redeem(node, ticket.ticket(), ticket.account(), id, now);
      note("redeem of " + ticket.account() + " at " + node + ": " + redeemed);
      redeemed.ifPresent(done -> sockets.put(id, new Socket(done.membership(), node)));
      assertTrue(flying.containsAll(before), "nothing is taken back");
    }

    private void sees(Socket socket) {
      Sees report = new Sees(others(socket), others(socket));
      note(socket.membership.accountId() + " " + report);
      world.sees(socket.membership, report, now);
    }

    private void breaks(Socket socket) {
      note(socket.membership.accountId() + " breaks");
      sockets.remove(socket.membership.id());
      world.detach(socket.membership, now);
    }

    private void leaves(Socket socket) {
      note(socket.membership.accountId() + " leaves");
      sockets.remove(socket.membership.id());
      world.leave(socket.membership, now);
    }

    /** A node makes sure of what it holds; what it is told no longer to hold it closes. */
    private void restores(Socket socket) {
      Set<Integer> view = new HashSet<>(others(socket));
      boolean there = world.views().containsKey(socket.membership);
      boolean stands = world.restore(socket.node, socket.membership, view, now);
      note("restore " + socket.membership.accountId() + " " + view + ": " + stands);
      if (!stands) {
        sockets.remove(socket.membership.id());
      } else if (!there) {
        broughtBack.add(socket.membership.accountId());
      }
    }

    private void pass(Duration time) {
      now = now.plus(time);
      note("+" + time.toSeconds());
      nodes.forEach(node -> world.beat(node, now));
    }

    /** One dies with its sockets; the others find out in time. */
    private void replaceNode() {
      String dead = nodes.remove(random.nextInt(nodes.size()));
      note(dead + " dies");
      sockets.values().removeIf(socket -> socket.node.equals(dead));
      addNode();
    }

    private void addNode() {
      String name = "node" + ++nextNode;
      nodes.add(name);
      world.join(name, flying::add, up -> {}, now);
    }

    /** In any order, some twice; nothing is lost. */
    private void deliverSome() {
      for (int i = random.nextInt(4); i > 0 && !flying.isEmpty(); i--) {
        int at = random.nextInt(flying.size());
        deliver(random.nextInt(5) == 0 ? flying.get(at) : flying.remove(at));
      }
    }

    private void deliver(Notice notice) {
      Socket socket = sockets.get(notice.membership());
      if (socket == null) {
        return;
      }
      if (notice instanceof Notice.Met met) {
        socket.hears(met.peer().accountId(), met.generation(), true);
      } else if (notice instanceof Notice.Parted parted) {
        socket.hears(parted.peer(), parted.generation(), false);
      } else if (notice instanceof Notice.Over) {
        sockets.remove(notice.membership());
      }
    }

    private void checkPlaces() {
      Map<String, Set<Integer>> places = world.places();
      Set<Integer> members = new HashSet<>();
      for (Membership membership : world.views().keySet()) {
        assertTrue(members.add(membership.accountId()), "two of " + membership.accountId());
        assertTrue(
            places.getOrDefault(membership.sessionId(), Set.of()).contains(membership.accountId()),
            "no place for " + membership);
      }
      // Restoring puts back what a store lost, full or not; here none is lost.
      places.forEach(
          (session, accounts) ->
              assertTrue(
                  accounts.size() <= CAPACITY.maxPlayersPerSession() + restoredBeyond(accounts),
                  session + " has " + accounts));
    }

    /** Whoever was restored after his end came back without asking for a place. */
    private int restoredBeyond(Set<Integer> accounts) {
      return (int) accounts.stream().filter(broughtBack::contains).count();
    }

    private void checkSight() {
      Map<Membership, Set<Integer>> views = world.views();
      Map<Integer, Membership> byAccount = new HashMap<>();
      views.keySet().forEach(membership -> byAccount.put(membership.accountId(), membership));
      for (Socket socket : sockets.values()) {
        Membership self = socket.membership;
        if (!self.equals(byAccount.get(self.accountId()))) {
          continue; // its node will be told when it asks
        }
        Set<Integer> mutual = new TreeSet<>();
        for (int other : views.get(self)) {
          Membership there = byAccount.get(other);
          if (there != null
              && there.zone().equals(self.zone())
              && views.get(there).contains(self.accountId())) {
            mutual.add(other);
          }
        }
        assertEquals(mutual, socket.met, "what " + self.accountId() + " believes");
      }
    }

    private Optional<Socket> any() {
      List<Socket> all = List.copyOf(sockets.values());
      return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    private List<Integer> others(Socket socket) {
      List<Integer> others = new ArrayList<>();
      for (int account = 1; account <= ACCOUNTS; account++) {
        if (account != socket.membership.accountId() && random.nextInt(2) == 0) {
          others.add(account);
        }
      }
      return others;
    }

    private void note(String line) {
      history.add(line);
    }
  }
}
