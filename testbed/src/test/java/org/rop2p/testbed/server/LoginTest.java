package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.Packet;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.view.AddressField;

/** Who is let in, and what a second login does. */
final class LoginTest {
  private StandInServer server = builder().start();

  private static StandInBuilder builder() {
    return StandInServer.builder()
        .account("anna", "secret", "Anna", 'F')
        .account("bert", "secret", "Bert", 'M');
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ByteBuf login(String user, String password) throws Exception {
    try (RawClient client = new RawClient(server.loginPort())) {
      client.send(Frames.login(user, password));
      return client.next();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nobody, secret, 0", // an unknown user
    "anna, wrong, 1",
    "anna, secret , -1",
    "ANNA, secret, 0", // users are case-sensitive
  })
  void refusesWithACode(String user, String password, int code) throws Exception {
    ByteBuf answer = login(user, password);
    if (code < 0) {
      assertEquals(0x0AC4, RawClient.id(answer));
    } else {
      assertEquals(0x083E, RawClient.id(answer));
      assertEquals(26, answer.readableBytes());
      assertEquals(code, answer.getIntLE(2));
    }
  }

  @Test
  void theAcceptanceHasAccountTokenSexAndCharServer() throws Exception {
    ByteBuf anna = login("anna", "secret");
    assertEquals(224, anna.readableBytes());
    assertEquals(2_000_000, anna.getIntLE(8));
    assertEquals(0, anna.getByte(46));
    assertTrue(Wire.text(anna, 47, 17).matches("[0-9a-f]{16}"));
    AddressField address = AddressField.in(anna, Packet.AC_ACCEPT_LOGIN).get(0);
    assertEquals(server.charPort(), address.read(anna).getPort());
    assertEquals(0, address.readHost(anna).length());

    ByteBuf again = login("anna", "secret");
    assertNotEquals(Wire.text(anna, 47, 17), Wire.text(again, 47, 17), "a new token each login");
    ByteBuf bert = login("bert", "secret");
    assertEquals(2_000_001, bert.getIntLE(8));
    assertEquals(1, bert.getByte(46));
  }

  @Test
  void withoutTokensTheFieldIsEmpty() throws Exception {
    server.close();
    server = builder().webTokens(false).start();
    assertEquals("", Wire.text(login("anna", "secret"), 47, 17));
  }

  @Test
  void aSecondLoginIsRefusedAndThrowsTheFirstOut() throws Exception {
    try (TestPlayer first = TestPlayer.enter(server, "anna", "Anna")) {
      assertEquals("810008", RawClient.hex(login("anna", "secret")));
      ByteBuf told = first.map.until(0x0081);
      assertEquals("810002", RawClient.hex(told));
      first.map.untilClosed();
      assertEquals(0x0AC4, RawClient.id(login("anna", "secret")), "the next one is let in");
    }
  }

  @Test
  void aLoginThatNeverReachedTheCharServerIsReplaced() throws Exception {
    int first = login("anna", "secret").getIntLE(4);
    int second = login("anna", "secret").getIntLE(4);
    try (RawClient stale = new RawClient(server.charPort());
        RawClient fresh = new RawClient(server.charPort())) {
      ByteBuf third = login("anna", "secret");
      stale.send(Frames.charEnter(2_000_000, first, 0));
      stale.raw(4);
      assertEquals("6c0000", RawClient.hex(stale.next()));
      assertNotEquals(first, second);
      fresh.send(Frames.charEnter(2_000_000, third.getIntLE(4), third.getIntLE(12)));
      fresh.raw(4);
      assertEquals(0x082D, RawClient.id(fresh.next()));
    }
  }

  @Test
  void afterAnAbruptDropTheCharacterLingersAndLoginsAreRefused() throws Exception {
    server.close();
    server = builder().timing(Timing.DEFAULT.withLinger(Duration.ofMillis(700))).start();
    try (TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
      anna.close();
      Logs.await(server, ServerEvent.Disconnected.class, e -> e.server() == ServerKind.MAP);
      assertEquals("810008", RawClient.hex(login("anna", "secret")));
      assertTrue(bert.map.fence(0x0080).isEmpty(), "it is still standing there");

      ByteBuf gone = bert.map.until(0x0080);
      assertEquals(anna.account, gone.getIntLE(2));
      assertEquals(UnitPackets.LOGGED_OUT, gone.getByte(6));
      assertEquals(0x0AC4, RawClient.id(login("anna", "secret")));
    }
  }

  @Test
  void afterAQuitTheNextLoginIsLetIn() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      anna.map.send(Frames.quit());
      anna.map.until(0x018B);
      assertEquals(0x0AC4, RawClient.id(login("anna", "secret")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "6400370000007465, torn packet 0064",
    "1027000000000000, unknown packet 2710", // a char server's login: no client's business
    "65000000, unknown packet 0065", // a char server's packet
    "c40a0400, unknown packet 0AC4", // a server's packet
  })
  void whatIsNoWholeLoginPacketEndsTheConnection(String bytes, String reason) throws Exception {
    try (RawClient client = new RawClient(server.loginPort())) {
      client.send(Frames.hex(bytes));
      assertTrue(client.untilClosed().isEmpty());
      assertEquals(reason, Logs.await(server, ServerEvent.Kicked.class).reason());
    }
  }

  @Test
  void aHashCheckBeforeTheLoginIsTaken() throws Exception {
    try (RawClient client = new RawClient(server.loginPort())) {
      client.send(Frames.hex("0402" + "00".repeat(16)), Frames.login("anna", "secret"));
      assertEquals(0x0AC4, RawClient.id(client.next()));
      assertFalse(server.log().snapshot().stream().anyMatch(ServerEvent.Kicked.class::isInstance));
    }
  }
}
