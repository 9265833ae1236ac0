package org.rop2p.transport.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A router that speaks UPnP, over loopback, and one that speaks it with ill intent. */
final class UpnpGatewayTest {
  private static final InetSocketAddress INTERNAL = new InetSocketAddress("127.0.0.1", 40_000);
  private static final Duration LEASE = Duration.ofHours(2);

  private TinyIgd igd;
  private UpnpGateway upnp;

  @BeforeEach
  void start() throws IOException {
    igd = new TinyIgd();
    upnp = new UpnpGateway(InetAddress.getLoopbackAddress(), new Random(1), igd.searched());
  }

  @AfterEach
  void stop() throws InterruptedException {
    igd.close();
  }

  @Test
  void mappedRenewedAndGivenBack() throws IOException {
    var mapping = new UpnpMapping(new InetSocketAddress("192.0.2.7", 40_000), LEASE);
    assertEquals(mapping, upnp.map(INTERNAL, LEASE));
    assertEquals(mapping, upnp.map(INTERNAL, LEASE));
    upnp.unmap();
    upnp.unmap();
    assertEquals(5, igd.calls.size(), "twice two to map, one to end it");
    String call = igd.calls.get(1);
    assertTrue(call.contains("<NewInternalClient>127.0.0.1</NewInternalClient>"), call);
    assertTrue(call.contains("<NewInternalPort>40000</NewInternalPort>"), call);
    assertTrue(call.contains("<NewProtocol>UDP</NewProtocol>"), call);
    assertTrue(call.contains("<NewLeaseDuration>7200</NewLeaseDuration>"), call);
    assertTrue(igd.calls.get(4).contains("DeletePortMapping"), igd.calls.get(4));
  }

  @Test
  void aTakenPortAndALeaseNotHadAreNoEnd() throws IOException {
    igd.errors.addAll(List.of(718, 725));
    UpnpMapping mapping = upnp.map(INTERNAL, LEASE);
    int port = mapping.external().getPort();
    assertTrue(port >= 49_152, "another port: " + port);
    assertEquals(Duration.ZERO, mapping.lease());
    assertTrue(igd.calls.get(3).contains("<NewLeaseDuration>0</NewLeaseDuration>"));
  }

  @Test
  void givenBackEvenAfterARenewalThatFailed() throws IOException {
    upnp.map(INTERNAL, LEASE);
    igd.errors.addAll(List.of(501));
    assertThrows(IOException.class, () -> upnp.map(INTERNAL, LEASE));
    upnp.unmap();
    String last = igd.calls.get(igd.calls.size() - 1);
    assertTrue(last.contains("<NewExternalPort>40000</NewExternalPort>"), last);
    assertTrue(last.contains("DeletePortMapping"), last);
  }

  @Test
  void aRefusalIsToldWithItsCode() {
    igd.errors.addAll(List.of(606));
    IOException refusal = assertThrows(IOException.class, () -> upnp.map(INTERNAL, LEASE));
    assertTrue(refusal.getMessage().contains("606"), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://192.0.2.99/ctl",
        "http://localhost:PORT/ctl",
        "https://127.0.0.1/ctl",
        "file:///etc/hostname",
        "http://127.0.0.1@192.0.2.99/ctl",
        "http://127.0.0.1:65536/ctl"
      })
  void nobodyButTheGatewayIsCalled(String control) {
    igd.controlUrl = control.replace("PORT", igd.port());
    IOException refusal = assertThrows(IOException.class, () -> upnp.map(INTERNAL, LEASE));
    assertTrue(refusal.getMessage().endsWith("not asked"), refusal.toString());
    assertEquals(List.of(), igd.calls);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://192.0.2.99/desc.xml",
        "http://localhost:PORT/desc.xml",
        "file:///etc/hostname"
      })
  void noDescriptionIsFetchedElsewhere(String location) {
    igd.location = location.replace("PORT", igd.port());
    IOException refusal = assertThrows(IOException.class, () -> upnp.map(INTERNAL, LEASE));
    assertTrue(refusal.getMessage().endsWith("not asked"), refusal.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE root SYSTEM \"http://127.0.0.1:1/x.dtd\">",
        "<!DOCTYPE root [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>",
        "<!DOCTYPE root [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
      })
  void noDocumentTypeIsRead(String prologue) {
    igd.prologue = prologue;
    assertThrows(IOException.class, () -> upnp.map(INTERNAL, LEASE));
    assertEquals(List.of(), igd.calls);
  }

  @Test
  void anAnswerWithoutEndIsNotReadToIt() {
    igd.prologue = "<?xml version=\"1.0\"?>" + "<!-- -->".repeat(20_000);
    IOException refusal = assertThrows(IOException.class, () -> upnp.map(INTERNAL, LEASE));
    assertTrue(refusal.getMessage().contains("does not end"), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "", "1.2.3", "::1", "a.example", "256.1.1.1"})
  void anExternalAddressIsNoName(String external) {
    igd.external = external;
    assertThrows(IOException.class, () -> upnp.map(INTERNAL, LEASE));
  }

  @Test
  void xmlIsBoundedInDepth() throws IOException {
    UpnpHttp.checkXml("<a>".repeat(32) + "</a>".repeat(32));
    String deep = "<a>".repeat(33) + "</a>".repeat(33);
    assertThrows(IOException.class, () -> UpnpHttp.checkXml(deep));
    assertThrows(IOException.class, () -> UpnpHttp.checkXml("<a>"));
  }

  @Test
  void onlyAGatewaysAnswerTellsALocation() {
    String answer =
        String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "st:urn:schemas-upnp-org:device:InternetGatewayDevice:2",
            "LOCATION: http://a/b",
            "",
            "");
    assertEquals(Optional.of("http://a/b"), Ssdp.location(answer));
    assertTrue(Ssdp.location(answer.replace("200", "404")).isEmpty());
    assertTrue(Ssdp.location(answer.replace("InternetGateway", "MediaServer")).isEmpty());
    for (int length = 0; length < answer.indexOf("LOCATION: h"); length++) {
      assertTrue(Ssdp.location(answer.substring(0, length)).isEmpty(), "prefix of " + length);
    }
  }
}
