package org.rop2p.proxy.peer.admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.client.Backoff;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.peer.admission.AdmissionCommand.Importance;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.words.Standing;

/**
 * One player's way into the session of his zone. Pure: events and monotonic milliseconds in,
 * commands out. Answers to an attempt that has been given up are ignored. Not thread-safe.
 */
public final class Admission {
  /** How often a login is tried that the game server does not confirm. */
  static final int MAX_REFUSALS = 3;

  /** rAthena confirms a token only once it has written down that the account is online. */
  static final long REFUSAL_WAIT_MILLIS = 2_000;

  /** A zone without P2P may get it while the player is there: he is no burden once a minute. */
  static final long FORBIDDEN_WAIT_MILLIS = 60_000;

  /** All players of a zone have come at the same time when the server was started. */
  private static final double FORBIDDEN_JITTER = 0.25;

  /** Whom the admin has thrown out may be let in again, by the admin's mind or by time. */
  static final long KICKED_WAIT_MILLIS = 600_000;

  /** Two proxies that play one account must not throw each other out all the time. */
  static final long REPLACED_WAIT_MILLIS = 600_000;

  /** All players of a coordinator that is being stopped go elsewhere at once. */
  static final long STOPPING_SPREAD_MILLIS = 500;

  /** Who was told to slow down waits as after so many failures: half a minute, then more. */
  private static final int SLOWED_FAILURES = 5;

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final String player;
  private final boolean hasToken;
  private final long patienceMillis;
  private final DoubleSupplier random;
  private AdmissionState state = AdmissionState.OUT;
  private String zone = "";
  private String jwt;
  private String ticket;
  private ZoneLanes lanes = ZoneLanes.OFF;

  /** What has held since he joined in this zone; null until then. */
  private ZoneLanes inForce;

  /** The admin's switch, as told on this connection. */
  private boolean off;

  /** The admin's switch, as passed on. */
  private boolean switchedOff;

  private boolean connected;
  private boolean stopping;
  private boolean forbidden;
  private boolean heldOff;
  private long heldUntil = Long.MIN_VALUE;

  /** What keeps him out, as was said; empty: nothing does. */
  private String trouble = "";

  private int attempt;
  private int failures;
  private int refusals;
  private long deadline;

  /**
   * In no zone yet.
   *
   * @param player as shown to people
   * @param hasToken whether he has something that the game server may yet confirm
   * @param patience how long coming in may take before it is begun anew
   * @param random uniformly from [0, 1)
   */
  public Admission(String player, boolean hasToken, Duration patience, DoubleSupplier random) {
    this.player = player;
    this.hasToken = hasToken;
    this.patienceMillis = patience.toMillis();
    this.random = random;
  }

  public AdmissionState state() {
    return state;
  }

  public boolean joined() {
    return state == AdmissionState.JOINED;
  }

  public String zone() {
    return zone;
  }

  /** How it stands, for people. */
  public Standing.State standing() {
    if (state == AdmissionState.REFUSED) {
      return Standing.State.REFUSED;
    }
    if (state == AdmissionState.OUT) {
      return Standing.State.NOT_HERE;
    }
    if (joined() ? off : switchedOff || (forbidden && off)) {
      return Standing.State.OFF_BY_ADMIN;
    }
    if (heldOff) {
      return Standing.State.HELD_OFF;
    }
    if (forbidden || (joined() && lanes.equals(ZoneLanes.OFF))) {
      return Standing.State.NOT_HERE;
    }
    if (joined()) {
      return Standing.State.UP;
    }
    return inForce != null || failures > 0
        ? Standing.State.COORDINATOR_LOST
        : Standing.State.JOINING;
  }

  /** What keeps him out and what to do, one sentence that was said; empty if nothing does. */
  public Optional<String> trouble() {
    return Optional.of(trouble).filter(sentence -> !sentence.isEmpty());
  }

  /** Whether an answer to this attempt still matters. */
  public boolean isCurrent(int number) {
    return number == attempt && state.busy();
  }

  /**
   * The player is in another zone.
   *
   * @param wanted whether he wants P2P there
   */
  public List<AdmissionCommand> entered(String newZone, boolean wanted, long now) {
    List<AdmissionCommand> out = new ArrayList<>();
    zone = newZone;
    lanes = ZoneLanes.OFF;
    inForce = null;
    out.add(new AdmissionCommand.Allow(lanes));
    if (state == AdmissionState.REFUSED) {
      return out;
    }
    if (wanted && now < heldUntil) {
      await(heldUntil - now, now);
      return out;
    }
    if (wanted) {
      begin(now, out);
      return out;
    }
    attempt++;
    state = AdmissionState.OUT;
    trouble = "";
    if (connected) {
      out.add(new AdmissionCommand.Leave());
    }
    return out;
  }

  /** The coordinator has sent a token in the place of the login's. */
  public void renewed(String token) {
    jwt = token;
  }

  /** The coordinator knows who he is. */
  public List<AdmissionCommand> loggedIn(int number, String token) {
    List<AdmissionCommand> out = new ArrayList<>();
    if (number == attempt && state == AdmissionState.LOGGING_IN) {
      jwt = token;
      ask(out);
    }
    return out;
  }

  /** The coordinator has a place for him. */
  public List<AdmissionCommand> admitted(int number, String place, ZoneLanes allowed) {
    List<AdmissionCommand> out = new ArrayList<>();
    if (number != attempt || state != AdmissionState.JOINING) {
      return out;
    }
    lanes = allowed;
    ticket = place;
    if (connected) {
      present(out);
    } else {
      state = AdmissionState.CONNECTING;
      out.add(new AdmissionCommand.Connect(attempt, jwt));
    }
    return out;
  }

  /** The socket is open. Call only while {@link #isCurrent}; else close it. */
  public List<AdmissionCommand> connected(int number) {
    List<AdmissionCommand> out = new ArrayList<>();
    if (number == attempt && state == AdmissionState.CONNECTING) {
      connected = true;
      present(out);
    }
    return out;
  }

  /** The coordinator has taken the ticket. */
  public List<AdmissionCommand> sessionJoined(String where) {
    List<AdmissionCommand> out = new ArrayList<>();
    if (state == AdmissionState.ENTERING && where.equals(zone)) {
      state = AdmissionState.JOINED;
      failures = 0;
      trouble = "";
      out.add(new AdmissionCommand.Begin());
      passSwitchOn(out);
      out.add(new AdmissionCommand.Allow(inEffect()));
      say(out, Importance.NEWS, "Joined P2P session in zone: " + zone);
      sayWhatChanged(out);
    }
    return out;
  }

  /** The policy of a zone has changed. */
  public List<AdmissionCommand> policy(String where, ZoneLanes allowed, long now) {
    List<AdmissionCommand> out = new ArrayList<>();
    if (!where.equals(zone)) {
      return out;
    }
    lanes = allowed;
    if (state == AdmissionState.JOINED) {
      out.add(new AdmissionCommand.Allow(inEffect()));
      sayWhatChanged(out);
    } else if (state == AdmissionState.WAITING && forbidden) {
      begin(now, out);
    }
    return out;
  }

  /**
   * The admin has switched all of P2P on or off.
   *
   * @param sentence why, may be empty
   */
  public List<AdmissionCommand> switched(boolean on, String sentence, long now) {
    List<AdmissionCommand> out = new ArrayList<>();
    boolean changed = off == on;
    off = !on;
    if (state == AdmissionState.WAITING && forbidden && on) {
      begin(now, out);
    } else if (state == AdmissionState.JOINED && changed) {
      passSwitchOn(out);
      out.add(new AdmissionCommand.Allow(inEffect()));
      String why = sentence.isEmpty() ? "" : ": " + sentence;
      say(
          out,
          Importance.NEWS,
          on
              ? "The admin has switched P2P on again" + why
              : "The admin has switched P2P off; everything goes over the server" + why);
    }
    return out;
  }

  /**
   * The coordinator refuses something on the socket, or says why it closes it.
   *
   * @param code of {@link ErrorCode}, or one that is not known
   */
  public List<AdmissionCommand> refused(String code, String message, long now) {
    List<AdmissionCommand> out = new ArrayList<>();
    switch (code) {
      case ErrorCode.REPLACED ->
          hold(
              REPLACED_WAIT_MILLIS,
              "Another proxy plays %s now: P2P is off here, tried again in %d minutes",
              now,
              out);
      case ErrorCode.KICKED -> kicked(now, out);
      case ErrorCode.STOPPING -> {
        stopping = true;
        out.add(new AdmissionCommand.Elsewhere());
      }
      case ErrorCode.RATE_LIMITED -> failures = Math.max(failures, SLOWED_FAILURES);
      default -> {
        if (state == AdmissionState.ENTERING && isNoPlace(code)) {
          forbid(code, message, now, out);
        } else if (state == AdmissionState.ENTERING && isNoEntry(code)) {
          tryLater(message, now, out);
        }
      }
    }
    return out;
  }

  /**
   * What was asked for in this attempt has failed.
   *
   * @param status of HTTP, or -1
   * @param code of {@link ErrorCode}, or one that is not known
   */
  public List<AdmissionCommand> failed(
      int number, int status, String code, String message, long now) {
    List<AdmissionCommand> out = new ArrayList<>();
    if (!isCurrent(number)) {
      return out;
    }
    if (code.equals(ErrorCode.KICKED)) {
      kicked(now, out);
    } else if (status == FORBIDDEN || isNoPlace(code)) {
      forbid(code, message, now, out);
    } else if (status == UNAUTHORIZED && jwt == null) {
      if (hasToken && ++refusals < MAX_REFUSALS) {
        await(REFUSAL_WAIT_MILLIS, now);
      } else {
        state = AdmissionState.REFUSED;
        attempt++;
        complain(out, "P2P is off for " + player + ": " + message);
      }
    } else {
      if (status == UNAUTHORIZED) {
        jwt = null; // the ticket of entry has expired: ask for a new one
      }
      if (code.equals(ErrorCode.RATE_LIMITED)) {
        failures = Math.max(failures, SLOWED_FAILURES);
      }
      tryLater(message, now, out);
    }
    return out;
  }

  /** The socket is closed, by whomever. */
  public List<AdmissionCommand> disconnected(String how, long now) {
    List<AdmissionCommand> out = new ArrayList<>();
    connected = false;
    boolean elsewhere = stopping;
    stopping = false;
    if (elsewhere && (state == AdmissionState.JOINED || state == AdmissionState.ENTERING)) {
      say(out, Importance.NEWS, "The coordinator is being stopped; links stay, asking another one");
      await((long) (STOPPING_SPREAD_MILLIS * random.getAsDouble()), now);
    } else if (state == AdmissionState.JOINED || state == AdmissionState.ENTERING) {
      say(
          out,
          Importance.NEWS,
          "Coordinator connection closed (" + how + "); links stay, trying again");
      failures++;
      await(backoff(), now);
    }
    return out;
  }

  /** Time passes. */
  public List<AdmissionCommand> tick(long now) {
    List<AdmissionCommand> out = new ArrayList<>();
    if (now < deadline) {
      return out;
    }
    if (state == AdmissionState.WAITING) {
      begin(now, out);
    } else if (state.busy()) {
      failures++;
      out.add(new AdmissionCommand.Elsewhere());
      complain(
          out,
          "Joining zone %s took longer than %d ms: the game goes on over the server, trying again"
              .formatted(zone, patienceMillis));
      await(backoff(), now);
    }
    return out;
  }

  private void begin(long now, List<AdmissionCommand> out) {
    attempt++;
    forbidden = false;
    trouble = heldOff ? "" : trouble;
    heldOff = false;
    deadline = now + patienceMillis;
    if (jwt == null) {
      state = AdmissionState.LOGGING_IN;
      out.add(new AdmissionCommand.LogIn(attempt));
    } else {
      ask(out);
    }
  }

  private void ask(List<AdmissionCommand> out) {
    state = AdmissionState.JOINING;
    out.add(new AdmissionCommand.Join(attempt, jwt, zone));
  }

  private void present(List<AdmissionCommand> out) {
    state = AdmissionState.ENTERING;
    off = false; // who may enter finds it on, or is told
    out.add(new AdmissionCommand.Present(ticket));
    ticket = null;
  }

  private ZoneLanes inEffect() {
    return off ? ZoneLanes.OFF : lanes;
  }

  private void passSwitchOn(List<AdmissionCommand> out) {
    if (switchedOff != off) {
      switchedOff = off;
      out.add(new AdmissionCommand.Switch(!off));
    }
  }

  /** The zone has no P2P, or nobody has it now. */
  private static boolean isNoPlace(String code) {
    return code.equals(ErrorCode.ZONE_NOT_ALLOWED) || code.equals(ErrorCode.P2P_OFF);
  }

  private static boolean isNoEntry(String code) {
    return code.equals(ErrorCode.BAD_TICKET)
        || code.equals(ErrorCode.ZONE_FULL)
        || code.equals(ErrorCode.UNAVAILABLE)
        || code.equals(ErrorCode.INTERNAL);
  }

  private void forbid(String code, String message, long now, List<AdmissionCommand> out) {
    trouble = "";
    say(out, Importance.DETAIL, "No P2P in zone " + zone + ": " + message);
    double spread = 1 + FORBIDDEN_JITTER * (2 * random.getAsDouble() - 1);
    await((long) (FORBIDDEN_WAIT_MILLIS * spread), now);
    forbidden = true;
    off |= code.equals(ErrorCode.P2P_OFF);
  }

  /** Tokens from before are void. */
  private void kicked(long now, List<AdmissionCommand> out) {
    jwt = null;
    hold(
        KICKED_WAIT_MILLIS,
        "The admin has thrown %s out of P2P: everything goes over the server, tried again in %d"
            + " minutes",
        now,
        out);
  }

  /** Ends all that there is, for so long. */
  private void hold(long millis, String sentence, long now, List<AdmissionCommand> out) {
    heldUntil = now + millis;
    heldOff = true;
    lanes = ZoneLanes.OFF;
    inForce = null;
    out.add(new AdmissionCommand.Part());
    out.add(new AdmissionCommand.Allow(lanes));
    complain(out, sentence.formatted(player, TimeUnit.MILLISECONDS.toMinutes(millis)));
    if (state != AdmissionState.OUT && state != AdmissionState.REFUSED) {
      await(millis, now);
    }
  }

  /** The coordinator repeats a policy, at every joining at least. */
  private void sayWhatChanged(List<AdmissionCommand> out) {
    if (inForce != null && !inForce.equals(lanes)) {
      say(out, Importance.NEWS, change());
    }
    inForce = lanes;
  }

  private String change() {
    if (lanes.equals(ZoneLanes.OFF)) {
      return "The coordinator has switched P2P off in zone "
          + zone
          + ": everything goes over the server";
    }
    List<String> ways = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      ways.add(kind.label() + " " + lanes.of(kind).name().toLowerCase(Locale.ROOT));
    }
    return "The coordinator has changed P2P in zone " + zone + ": " + String.join(", ", ways);
  }

  private void tryLater(String message, long now, List<AdmissionCommand> out) {
    failures++;
    String sentence = message + "; the game goes on over the server, trying again";
    if (!sentence.equals(trouble)) {
      complain(out, sentence);
    }
    await(backoff(), now);
  }

  private long backoff() {
    return Backoff.DEFAULT.delay(failures, random.getAsDouble()).toMillis();
  }

  private void await(long millis, long now) {
    state = AdmissionState.WAITING;
    forbidden = false;
    attempt++;
    deadline = now + millis;
  }

  private void complain(List<AdmissionCommand> out, String sentence) {
    trouble = sentence;
    say(out, Importance.WARNING, sentence);
  }

  private static void say(List<AdmissionCommand> out, Importance importance, String sentence) {
    out.add(new AdmissionCommand.Say(importance, sentence));
  }
}
