package org.rop2p.proxy.speech;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.routing.RateLimit;

/**
 * Who wants to hear whom. Receivers ask: an account that is linked is sent Subscribe with a token
 * until it has said Hello, and now and then after that, so that neither side goes on with a stream
 * that the other has given up. Pure but for the source of tokens; confined to one thread.
 */
final class Subscriptions {
  /** How often somebody is asked who has not said Hello. */
  private static final long ASK_MILLIS = 1_000;

  /** How often somebody is asked again who has: finds out what a lost introduction hid. */
  private static final long AGAIN_MILLIS = 15_000;

  /**
   * An honest account asks for something else when it enters a map or its policy changes; each time
   * what is unresolved goes to the server and is mirrored from then on.
   */
  private static final int WISHES_PER_SECOND = 1;

  private static final int WISH_BURST = 5;

  /** What another account asked for. */
  record Wish(int token, Set<Kind> kinds) {
    Wish {
      kinds = Set.copyOf(kinds);
    }
  }

  private static final class Mine {
    private int token;
    private long askedAt;

    /** Whether anybody may know the token. */
    private boolean asked;

    /** Whether to ask now, however long ago that was. */
    private boolean overdue;
  }

  private final IntSupplier tokens;
  private final Map<Integer, Mine> mine = new HashMap<>();
  private final Map<Integer, Wish> wishes = new TreeMap<>();
  private final Map<Kind, Map<Integer, Integer>> wanting = new EnumMap<>(Kind.class);
  private final RateLimit wishRate = new RateLimit(WISHES_PER_SECOND, WISH_BURST);

  Subscriptions(IntSupplier tokens) {
    this.tokens = tokens;
  }

  void linked(int account) {
    Mine fresh = new Mine();
    fresh.token = tokens.getAsInt();
    mine.put(account, fresh);
  }

  void unlinked(int account) {
    mine.remove(account);
    wishes.remove(account);
    wanting.clear();
  }

  /** Whatever we were told before belongs to streams that are over. */
  void beginAnew() {
    for (Mine one : mine.values()) {
      one.token = tokens.getAsInt();
      one.asked = false;
    }
  }

  /** Linked accounts. */
  Set<Integer> linked() {
    return Set.copyOf(mine.keySet());
  }

  /** Whether messages of this account with this token belong to our latest Subscribe. */
  boolean current(int account, int token) {
    Mine one = mine.get(account);
    return one != null && one.asked && one.token == token;
  }

  /** The token with which to ask the account now, if it is time to. */
  Optional<Integer> toAsk(int account, boolean greeted, long now) {
    Mine one = mine.get(account);
    if (one == null) {
      return Optional.empty();
    }
    long interval = greeted ? AGAIN_MILLIS : ASK_MILLIS;
    if (one.asked && !one.overdue && now - one.askedAt < interval) {
      return Optional.empty();
    }
    one.asked = true;
    one.overdue = false;
    one.askedAt = now;
    return Optional.of(one.token);
  }

  /** Whether another account may ask for this now: as often as it likes for the same again. */
  boolean mayWish(int account, int token, Set<Kind> kinds, long now) {
    return new Wish(token, kinds).equals(wishes.get(account)) || wishRate.allows(account, now);
  }

  /**
   * Another account asks.
   *
   * @return whether that is a new wish: then its side has begun anew, and should be asked again
   */
  boolean wished(int account, int token, Set<Kind> kinds) {
    if (!mine.containsKey(account)) {
      return false;
    }
    Wish before = wishes.put(account, new Wish(token, kinds));
    wanting.clear();
    boolean fresh = before == null || before.token() != token;
    if (fresh) {
      mine.get(account).overdue = true; // what it says meanwhile still counts
    }
    return fresh;
  }

  /** Whether a linked account has asked for a kind. */
  boolean wants(int account, Kind kind) {
    Wish wish = wishes.get(account);
    return wish != null && wish.kinds().contains(kind);
  }

  /** Tokens of those who want to hear a kind: the same map as long as nothing has changed. */
  Map<Integer, Integer> wanting(Kind kind) {
    return wanting.computeIfAbsent(kind, this::wish);
  }

  private Map<Integer, Integer> wish(Kind kind) {
    Map<Integer, Integer> all = new TreeMap<>();
    wishes.forEach(
        (account, wish) -> {
          if (wish.kinds().contains(kind)) {
            all.put(account, wish.token());
          }
        });
    return Collections.unmodifiableMap(all);
  }

  /** The kinds of lines there are. */
  static Set<Kind> lines() {
    return EnumSet.of(Kind.CHAT, Kind.EMOTE);
  }
}
