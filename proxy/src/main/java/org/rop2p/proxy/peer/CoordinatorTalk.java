package org.rop2p.proxy.peer;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.api.ZonePolicy;
import org.rop2p.coordinator.client.CoordinatorException;
import org.rop2p.coordinator.client.SignalingSocket;
import org.rop2p.proxy.peer.admission.Admission;
import org.rop2p.proxy.peer.admission.AdmissionCommand;
import org.rop2p.proxy.player.PlayerIdentity;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.words.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One player's talk with the coordinator: carries out what {@link Admission} wants. Confined to the
 * session's loop but for {@link #send}.
 */
final class CoordinatorTalk {
  private static final Logger log = LoggerFactory.getLogger(CoordinatorTalk.class);

  /** Hears of what concerns more than admission, on the session's loop. */
  interface Hearer {
    void allowed(ZoneLanes lanes);

    /** A membership has begun, or goes on after its connection was lost. */
    void begun();

    /** What is known of others is over. */
    void parted();

    /** The admin's switch for all of P2P. */
    void switched(boolean on);

    /** The connection is gone; nobody hears of what changes in view. */
    void interrupted();

    void heard(ServerMessage message);
  }

  private final PlayerIdentity player;
  private final Admission admission;
  private final CoordinatorAccess coordinator;
  private final Executor loop;
  private final LongSupplier clock;
  private final Hearer hearer;
  private volatile CoordinatorAccess.Line line;
  private Socket current;
  private boolean closed;

  CoordinatorTalk(
      PlayerIdentity player,
      Admission admission,
      CoordinatorAccess coordinator,
      Executor loop,
      LongSupplier clock,
      Hearer hearer) {
    this.player = player;
    this.admission = admission;
    this.coordinator = coordinator;
    this.loop = loop;
    this.clock = clock;
    this.hearer = hearer;
  }

  void entered(String zone, boolean wanted) {
    carryOut(admission.entered(zone, wanted, clock.getAsLong()));
  }

  boolean joined() {
    return admission.joined();
  }

  /** How it stands, for people. */
  Standing.State standing() {
    return admission.standing();
  }

  /** What keeps the player out, as the log has it. */
  Optional<String> trouble() {
    return admission.trouble();
  }

  void tick(long now) {
    carryOut(admission.tick(now));
  }

  /** Whether the message is on its way. Any thread. */
  boolean send(ClientMessage message) {
    CoordinatorAccess.Line open = line;
    return open != null && open.send(message);
  }

  void close() {
    closed = true;
    if (line != null) {
      send(new ClientMessage.Leave());
      line.close();
    }
  }

  private void carryOut(List<AdmissionCommand> commands) {
    commands.forEach(this::carryOut);
  }

  private void carryOut(AdmissionCommand command) {
    if (command instanceof AdmissionCommand.LogIn logIn) {
      int attempt = logIn.attempt();
      answer(
          attempt,
          coordinator.logIn(player),
          in -> carryOut(admission.loggedIn(attempt, in.jwt())));
    } else if (command instanceof AdmissionCommand.Join join) {
      int attempt = join.attempt();
      answer(
          attempt,
          coordinator.join(join.jwt(), join.zone()),
          joined -> carryOut(admission.admitted(attempt, joined.ticket(), lanes(joined.policy()))));
    } else if (command instanceof AdmissionCommand.Connect connect) {
      connect(connect);
    } else if (command instanceof AdmissionCommand.Present present) {
      send(new ClientMessage.Join(present.ticket()));
    } else if (command instanceof AdmissionCommand.Leave) {
      send(new ClientMessage.Leave());
    } else if (command instanceof AdmissionCommand.Begin) {
      hearer.begun();
    } else if (command instanceof AdmissionCommand.Part) {
      hearer.parted();
    } else if (command instanceof AdmissionCommand.Switch change) {
      hearer.switched(change.on());
    } else if (command instanceof AdmissionCommand.Elsewhere) {
      coordinator.elsewhere();
    } else if (command instanceof AdmissionCommand.Allow allow) {
      hearer.allowed(allow.lanes());
    } else if (command instanceof AdmissionCommand.Say say) {
      say(say);
    }
  }

  private void connect(AdmissionCommand.Connect connect) {
    int attempt = connect.attempt();
    Socket socket = new Socket();
    answer(
        attempt,
        coordinator
            .open(connect.jwt(), loop, socket)
            .whenCompleteAsync(
                (opened, problem) -> {
                  if (opened != null && (closed || !admission.isCurrent(attempt))) {
                    opened.close();
                  }
                },
                loop),
        opened -> {
          line = opened;
          current = socket;
          log.info("Connected to coordinator: {}", coordinator.name());
          coordinator.connected();
          carryOut(admission.connected(attempt));
        });
  }

  /** Goes on with {@code use} on the loop unless something newer was begun meanwhile. */
  private <T> void answer(int attempt, CompletableFuture<T> future, Consumer<T> use) {
    var unused =
        future.whenCompleteAsync(
            (value, problem) -> {
              if (closed || !admission.isCurrent(attempt)) {
                return;
              }
              if (problem == null) {
                use.accept(value);
              } else {
                failed(attempt, problem);
              }
            },
            loop);
  }

  private void failed(int attempt, Throwable problem) {
    Throwable cause = problem;
    while (cause.getCause() != null && !(cause instanceof CoordinatorException)) {
      cause = cause.getCause();
    }
    CoordinatorException refusal = cause instanceof CoordinatorException e ? e : null;
    carryOut(
        admission.failed(
            attempt,
            refusal == null ? -1 : refusal.status(),
            refusal == null ? "" : refusal.code(),
            cause.getMessage(),
            clock.getAsLong()));
  }

  private void heard(ServerMessage message) {
    if (message instanceof ServerMessage.SessionJoined session) {
      carryOut(admission.sessionJoined(session.zone()));
    } else if (message instanceof ServerMessage.PolicyChanged changed) {
      carryOut(admission.policy(changed.zone(), lanes(changed.policy()), clock.getAsLong()));
    } else if (message instanceof ServerMessage.Refused refusal) {
      log.debug("The coordinator refuses ({}): {}", refusal.code(), refusal.message());
      carryOut(admission.refused(refusal.code(), refusal.message(), clock.getAsLong()));
    } else if (message instanceof ServerMessage.Switched change) {
      carryOut(admission.switched(change.on(), change.sentence(), clock.getAsLong()));
    } else if (message instanceof ServerMessage.TokenRenewed token) {
      admission.renewed(token.jwt());
      coordinator.renewed(token.jwt());
    } else {
      hearer.heard(message);
    }
  }

  private static void say(AdmissionCommand.Say say) {
    switch (say.importance()) {
      case DETAIL -> log.debug("{}", say.sentence());
      case NEWS -> log.info("{}", say.sentence());
      case WARNING -> log.warn("{}", say.sentence());
    }
  }

  private static ZoneLanes lanes(ZonePolicy policy) {
    return new ZoneLanes(
        Lane.valueOf(policy.chat().name()),
        Lane.valueOf(policy.emote().name()),
        Lane.valueOf(policy.movement().name()));
  }

  private final class Socket implements SignalingSocket.Listener {
    @Override
    public void onMessage(ServerMessage message) {
      if (!closed && current == this) {
        CoordinatorTalk.this.heard(message);
      }
    }

    @Override
    public void onClosed(SignalingSocket.Closed how) {
      if (closed || current != this) {
        return;
      }
      line = null;
      current = null;
      hearer.interrupted();
      carryOut(
          admission.disconnected(
              how.reason().isEmpty() ? "code " + how.code() : how.reason(), clock.getAsLong()));
    }
  }
}
