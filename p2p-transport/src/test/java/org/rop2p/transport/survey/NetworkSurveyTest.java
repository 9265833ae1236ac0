package org.rop2p.transport.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.transport.mapping.Gateways;
import org.rop2p.transport.mapping.LoopbackGateway;
import org.rop2p.transport.mapping.LoopbackGateways;
import org.rop2p.transport.mapping.MappingKeeper;
import org.rop2p.transport.mapping.MappingListener;
import org.rop2p.transport.mapping.SimulatedGateway.Speaks;
import org.rop2p.transport.mapping.TinyIgd;
import org.rop2p.transport.stun.StunServer;

/** The survey's socket, STUN servers and routers, over loopback. */
final class NetworkSurveyTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private TinyIgd igd;
  private LoopbackGateway router;
  private NetworkSurvey survey;

  @BeforeEach
  void start() throws IOException {
    igd = new TinyIgd();
    router = new LoopbackGateway();
    survey = NetworkSurvey.open();
  }

  @AfterEach
  void stop() throws InterruptedException {
    survey.close();
    router.close();
    igd.close();
  }

  @Test
  void stunServersAnswer() throws IOException {
    try (StunServer first = StunServer.open(new InetSocketAddress("127.0.0.1", 0));
        StunServer second = StunServer.open(new InetSocketAddress("127.0.0.1", 0))) {
      NatReport report =
          survey
              .nat(
                  List.of(
                      new InetSocketAddress("127.0.0.1", first.port()),
                      new InetSocketAddress("127.0.0.1", second.port())),
                  PATIENCE)
              .join();
      assertEquals(2, report.mapped().size());
      assertEquals(1, report.mapped().values().stream().distinct().count(), "one socket asked");
    }
  }

  @Test
  void whoIsSilentIsNotWaitedFor() throws IOException {
    try (DatagramSocket silent =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      InetSocketAddress server = (InetSocketAddress) silent.getLocalSocketAddress();
      NatReport report = survey.nat(List.of(server), Duration.ofMillis(1)).join();
      assertEquals(1, report.asked());
      assertEquals(0, report.mapped().size());
    }
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource({
    "PCP,     192.0.2.7,  GRANTED",
    "NAT_PMP, 192.0.2.7,  GRANTED",
    "NOTHING, 192.0.2.7,  GRANTED",
    "PCP,     100.64.1.2, DOUBLE_NAT",
    "NOTHING, 100.64.1.2, DOUBLE_NAT",
  })
  void routers(Speaks speaks, String external, MappingReport expected) {
    router.with(
        simulated -> {
          simulated.speaks = speaks;
          simulated.external = external;
          return external;
        });
    igd.external = external;
    assertEquals(expected, survey.portMapping(network(), PATIENCE).join());
    survey.close();
    assertFalse(router.isMapped(), "it was given back");
  }

  @Test
  void aRouterThatRefusesAndSpeaksNoUpnpRefuses() throws InterruptedException {
    router.with(simulated -> simulated.refuses = 2);
    igd.close();
    MappingReport report = survey.portMapping(network(), PATIENCE).join();
    assertEquals(MappingReport.REFUSED, report);
  }

  @Test
  void noRouterIsKnown() {
    assertEquals(MappingReport.NO_GATEWAY, survey.portMapping(new NoNetwork(), PATIENCE).join());
  }

  @Test
  void aSystemThatDoesNotSayIsNotWaitedFor() {
    Gateways mute =
        new NoNetwork() {
          @Override
          public void find(Consumer<Optional<Inet4Address>> found) {
            // never told
          }
        };
    assertEquals(MappingReport.UNDECIDED, survey.portMapping(mute, Duration.ofMillis(1)).join());
  }

  private LoopbackGateways network() {
    return new LoopbackGateways(
        survey.loop(), new InetSocketAddress(40_000), router.address(), igd.upnp());
  }

  private static class NoNetwork implements Gateways {
    @Override
    public void find(Consumer<Optional<Inet4Address>> found) {
      found.accept(Optional.empty());
    }

    @Override
    public MappingKeeper pcp(Inet4Address gateway, MappingListener listener) {
      throw new AssertionError("there is none");
    }

    @Override
    public MappingKeeper upnp(Inet4Address gateway, MappingListener listener) {
      throw new AssertionError("there is none");
    }
  }
}
