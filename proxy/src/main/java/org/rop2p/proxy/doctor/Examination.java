package org.rop2p.proxy.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.rop2p.coordinator.api.ClientConfig;
import org.rop2p.proxy.config.HostPort;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.names.Names;
import org.rop2p.proxy.names.ServerUrl;
import org.rop2p.transport.probe.NatKind;
import org.rop2p.transport.survey.MappingReport;
import org.rop2p.transport.survey.NatReport;
import org.rop2p.transport.survey.NetworkSurvey;

/** One round of looking: what several checks need is asked once. Thread-safe. */
final class Examination implements AutoCloseable {
  private static final String STUN = "stun:";
  private static final Duration STUN_NAMES = Duration.ofSeconds(2);
  private static final Duration STUN_ANSWERS = Duration.ofMillis(2_500);
  private static final Duration ROUTER = Duration.ofMillis(8_500);
  private static final NatReport NOT_ASKED = new NatReport(NatKind.UNKNOWN, 0, Map.of(), false);

  private final Patient patient;
  private final Optional<NetworkSurvey> survey;
  private final CompletableFuture<List<CoordinatorAnswer>> coordinators;
  private final CompletableFuture<Optional<RunningProxy>> running;
  private final CompletableFuture<NatReport> nat;
  private final CompletableFuture<MappingReport> mapping;

  /** Begins to ask. */
  Examination(Patient patient, Executor threads) {
    this.patient = patient;
    this.survey = openSurvey();
    ProxyConfig.P2p p2p = patient.config().p2p();
    this.coordinators =
        CompletableFuture.supplyAsync(
            () ->
                p2p.enabled()
                    ? CoordinatorQuestion.ask(p2p, InstantSource.system())
                    : List.<CoordinatorAnswer>of(),
            threads);
    this.running = CompletableFuture.supplyAsync(() -> RunningProxy.find(patient.page()), threads);
    this.nat =
        coordinators
            .thenApplyAsync(
                answers -> Names.lookUpAll(stunServers(answers), STUN_NAMES, unknown -> {}),
                threads)
            .thenCompose(
                servers ->
                    survey
                        .map(socket -> socket.nat(servers, STUN_ANSWERS))
                        .orElse(CompletableFuture.completedFuture(NOT_ASKED)));
    this.mapping =
        survey
            .filter(socket -> MappingCheck.isWanted(p2p))
            .map(socket -> socket.portMapping(ROUTER))
            .orElse(CompletableFuture.completedFuture(MappingReport.UNDECIDED));
  }

  /** Looks at one thing; blocks for as long as that takes. */
  Check look(Topic topic) {
    ProxyConfig config = patient.config();
    return switch (topic) {
      case JAVA -> JavaCheck.look();
      case SERVER -> GameServerCheck.look(server(), config.listen());
      case CLIENT ->
          ClientDateCheck.judge(
              patient.clientDate(),
              told(ClientConfig::clientDate),
              LocalDate.now(ZoneId.systemDefault()));
      case PORT ->
          PortCheck.look(config.listen(), patient.listening(), running.join(), PortOwners::find);
      case COORDINATOR -> CoordinatorCheck.judge(config.p2p(), coordinators.join());
      case TOKEN ->
          TokenCheck.judge(config.p2p(), coordinators.join(), running.join(), Instant.now());
      case UDP -> survey.isPresent() ? NatCheck.udp(nat.join()) : noSocket();
      case NAT -> NatCheck.nat(nat.join());
      case MAPPING ->
          MappingCheck.isWanted(config.p2p())
              ? MappingCheck.judge(mapping.join(), !NatCheck.isEasy(nat.join()))
              : MappingCheck.unwanted(config.p2p());
      case CLOCK -> ClockCheck.judge(coordinators.join());
    };
  }

  /** Blocks for a second at most: the router takes back what it opened. */
  @Override
  public void close() {
    survey.ifPresent(NetworkSurvey::close);
  }

  private Optional<InetSocketAddress> server() {
    return Optional.ofNullable(patient.config().server())
        .or(() -> told(ClientConfig::gameServer).flatMap(Examination::gameServer))
        .or(patient::lastServer);
  }

  private <T> Optional<T> told(Function<ClientConfig, Optional<T>> what) {
    return coordinators.join().stream()
        .flatMap(answer -> answer.config().stream())
        .flatMap(config -> what.apply(config).stream())
        .findFirst();
  }

  private List<InetSocketAddress> stunServers(List<CoordinatorAnswer> answers) {
    List<InetSocketAddress> all = new ArrayList<>(patient.config().p2p().stunServers());
    answers.stream()
        .flatMap(answer -> answer.config().stream())
        .flatMap(config -> config.stunServers().stream())
        .flatMap(url -> ServerUrl.parse(url, STUN).stream())
        .forEach(all::add);
    return all;
  }

  private static Optional<InetSocketAddress> gameServer(String text) {
    try {
      return Optional.of(HostPort.parse(text, ProxyConfig.LOGIN_PORT));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<NetworkSurvey> openSurvey() {
    try {
      return Optional.of(NetworkSurvey.open());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Check noSocket() {
    return Check.fail(
        Topic.UDP,
        "This machine gives no UDP socket: everything goes over the server.",
        "Let java use the network in this machine's firewall.");
  }
}
