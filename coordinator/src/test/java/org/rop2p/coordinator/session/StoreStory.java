package org.rop2p.coordinator.session;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.rop2p.coordinator.api.ClientMessage.Sees;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.coordinator.session.SessionStore.Redeemed;
import org.rop2p.coordinator.session.SessionStore.Reservation;

/**
 * Anna, Bert, Cara and Dora at the nodes of one world, driven by words:
 *
 * <ul>
 *   <li>{@code A1:p} Anna enters Prontera by node 1 ({@code g} Geffen); {@code A1!p} through
 *       another proxy of hers; {@code A1?p} she gets a ticket only
 *   <li>{@code A>BC} she sees Bert and Cara, too; {@code A<B} she has lost sight of Bert
 *   <li>{@code A~B} she signals to Bert
 *   <li>{@code A.break} her socket breaks; {@code A.leave}; {@code A.rest} she leaves her session
 *       by REST; {@code A.expel}; {@code A.hold=BC} her node holds that she sees these two
 *   <li>{@code +15} seconds pass; {@code beat1} node 1 lives; {@code kill1} it lives no longer
 * </ul>
 *
 * <p>What is heard: {@code A+B} Anna hears that she has met Bert, {@code A-B:why} that it is over,
 * {@code A<B} a signal of his, {@code A=why} that her membership is over; {@code A:full}, {@code
 * A:resumed}, {@code A:no} (refused) are answers. What one step brings is in alphabetical order.
 */
final class StoreStory {
  private static final Signal SIGNAL = new Signal.IceCandidate("c");
  private static final int FIRST_ACCOUNT = 2_000_000;
  private static final int PATIENCE_SECONDS = 10;

  private final ContractWorld world;
  private final Ids ids = new Ids();
  private final Map<Integer, SessionStore> stores = new TreeMap<>();
  private final Set<Integer> dead = new HashSet<>();
  private final BlockingQueue<Notice> notices = new LinkedBlockingQueue<>();
  private final Map<Character, Membership> memberships = new HashMap<>();
  private final Map<Character, Integer> nodes = new HashMap<>();
  private final Map<String, Character> names = new HashMap<>();
  private final Map<String, NewestOnly> newest = new HashMap<>();

  /** Those whose sockets are open: what others are told nobody hears. */
  private final Set<String> open = new HashSet<>();

  StoreStory(ContractWorld world, int nodeCount) {
    this.world = world;
    for (int number = 1; number <= nodeCount; number++) {
      stores.put(number, world.node(number, notices::add));
    }
  }

  /** What is heard, step by step. */
  String run(String steps) {
    List<String> heard = new ArrayList<>();
    for (String step : steps.strip().split("\\s+", -1)) {
      List<String> now = new ArrayList<>(step(step));
      world.settle();
      for (Notice notice = notices.poll(); notice != null; notice = notices.poll()) {
        words(notice).ifPresent(now::add);
      }
      now.sort(null);
      heard.addAll(now);
    }
    return String.join(" ", heard);
  }

  SessionStore store(int number) {
    return stores.get(number);
  }

  Membership membership(char who) {
    return memberships.get(who);
  }

  static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> step(String step) {
    if (step.startsWith("+")) {
      world.pass(Duration.ofSeconds(Integer.parseInt(step.substring(1))));
      return beatAll();
    }
    if (step.startsWith("beat")) {
      await(stores.get(number(step)).beat());
      return List.of();
    }
    if (step.startsWith("kill")) {
      dead.add(number(step));
      nodes.forEach(
          (who, node) -> {
            if (node == number(step)) {
              open.remove(memberships.get(who).id());
            }
          });
      return List.of();
    }
    char who = step.charAt(0);
    return switch (step.charAt(1)) {
      case '>' -> sees(who, accounts(step.substring(2)), List.of());
      case '<' -> sees(who, List.of(), accounts(step.substring(2)));
      case '~' -> signals(who, step.charAt(2));
      case '.' -> does(who, step.substring(2));
      default -> enters(who, step);
    };
  }

  /** All live nodes beat, as they do every few seconds. */
  private List<String> beatAll() {
    stores.forEach(
        (number, store) -> {
          if (!dead.contains(number)) {
            await(store.beat());
          }
        });
    return List.of();
  }

  private List<String> enters(char who, String step) {
    int node = step.charAt(1) - '0';
    String zone = step.charAt(3) == 'p' ? "prontera" : "geffen";
    Player player =
        new Player(account(who), (step.charAt(2) == '!' ? "b" : "a").repeat(64), "key of " + who);
    Reservation reservation = await(stores.get(node).reserve(player, zone));
    if (!(reservation instanceof Reservation.Reserved reserved)) {
      return List.of(who + ":full");
    }
    if (step.charAt(2) == '?') {
      return List.of();
    }
    String id = ids.membershipId();
    names.put(id, who);
    open.add(id);
    Optional<Redeemed> redeemed =
        await(stores.get(node).redeem(reserved.ticket(), account(who), id));
    if (redeemed.isEmpty()) {
      return List.of(who + ":no");
    }
    memberships.put(who, redeemed.get().membership());
    nodes.put(who, node);
    return redeemed.get().resumed() ? List.of(who + ":resumed") : List.of();
  }

  private List<String> sees(char who, List<Integer> added, List<Integer> removed) {
    return switch (await(storeOf(who).sees(memberships.get(who), new Sees(added, removed)))) {
      case DONE -> List.of();
      case NOT_JOINED -> List.of(who + ":out");
      case TOO_MANY -> List.of(who + ":many");
    };
  }

  private List<String> signals(char who, char to) {
    boolean sent =
        await(storeOf(who).signal(memberships.get(who), account(to), SIGNAL, Optional.empty()));
    return sent ? List.of() : List.of(who + ":no");
  }

  private List<String> does(char who, String what) {
    Membership membership = memberships.get(who);
    SessionStore store = storeOf(who);
    if (what.startsWith("hold=")) {
      boolean stands = await(store.restore(membership, Set.copyOf(accounts(what.substring(5)))));
      return stands ? List.of() : List.of(who + ":no");
    }
    switch (what) {
      case "break" -> {
        open.remove(membership.id());
        await(store.detach(membership));
      }
      case "leave" -> await(store.leave(membership));
      case "rest" -> await(store.leave(account(who), membership.sessionId()));
      case "expel" -> await(stores.get(1).expel(account(who)));
      default -> throw new IllegalArgumentException(what);
    }
    return List.of();
  }

  private SessionStore storeOf(char who) {
    return stores.get(nodes.get(who));
  }

  private Optional<String> words(Notice notice) {
    if (!open.contains(notice.membership())) {
      return Optional.empty();
    }
    char who = names.get(notice.membership());
    if (notice instanceof Notice.Met met) {
      return isNews(notice.membership(), met.peer().accountId(), met.generation())
          ? Optional.of(who + "+" + name(met.peer().accountId()))
          : Optional.empty();
    }
    if (notice instanceof Notice.Parted parted) {
      return isNews(notice.membership(), parted.peer(), parted.generation())
          ? Optional.of(who + "-" + name(parted.peer()) + ":" + parted.reason())
          : Optional.empty();
    }
    if (notice instanceof Notice.Signalled signalled) {
      return Optional.of(who + "<" + name(signalled.from().accountId()));
    }
    return Optional.of(who + "=" + ((Notice.Over) notice).reason());
  }

  private boolean isNews(String membership, int peer, long generation) {
    return newest.computeIfAbsent(membership, key -> new NewestOnly()).isNews(peer, generation);
  }

  private static List<Integer> accounts(String names) {
    return names.chars().mapToObj(name -> account((char) name)).toList();
  }

  private static int account(char name) {
    return FIRST_ACCOUNT + name - 'A';
  }

  private static char name(int account) {
    return (char) ('A' + account - FIRST_ACCOUNT);
  }

  private static int number(String step) {
    return step.charAt(step.length() - 1) - '0';
  }
}
