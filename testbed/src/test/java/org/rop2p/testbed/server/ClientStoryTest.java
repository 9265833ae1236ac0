package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.client.ClientConfig;
import org.rop2p.testbed.client.HeadlessClient;
import org.rop2p.testbed.client.ScreenEvent;
import org.rop2p.testbed.client.ScreenEvent.PackEmote;

/** What whole clients make of what happens to them on this server. */
final class ClientStoryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final PacketVersion WITH_PACKS = PacketVersion.parse("20230802:main");

  private final List<HeadlessClient> clients = new ArrayList<>();
  private StandInServer server;

  @AfterEach
  void stop() {
    clients.forEach(HeadlessClient::close);
    server.close();
  }

  private static StandInBuilder builder() {
    return StandInServer.builder()
        .account("anna", "secret", "Anna", 'F')
        .account("bert", "secret", "Bert", 'M');
  }

  private HeadlessClient enter(String user, PacketVersion version) throws InterruptedException {
    InetSocketAddress login =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.loginPort());
    HeadlessClient client =
        HeadlessClient.start(ClientConfig.of(login, user, "secret").withVersion(version));
    clients.add(client);
    assertTrue(client.awaitPlaying(PATIENCE), () -> client.screen().events(ScreenEvent.class) + "");
    return client;
  }

  private static <T extends ScreenEvent> T sees(
      HeadlessClient client, Class<T> type, Predicate<T> match) throws InterruptedException {
    return client.screen().await(type, match, PATIENCE).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void emotesOfPacksArePassedOnOnlyWhereAskedFor(boolean passedOn) throws Exception {
    server = builder().packetVersion(WITH_PACKS).packEmotes(passedOn).start();
    HeadlessClient anna = enter("anna", WITH_PACKS);
    HeadlessClient bert = enter("bert", WITH_PACKS);
    int account = server.accountId("anna");
    sees(anna, ScreenEvent.UnitAppears.class, e -> e.unitId() == server.accountId("bert"));
    assertTrue(anna.emoteOfPack(2, 17));
    anna.say(RawText.ascii("done"));
    sees(bert, ScreenEvent.ChatLine.class, line -> true);
    sees(anna, ScreenEvent.OwnEcho.class, line -> true);
    for (HeadlessClient client : clients) {
      assertEquals(
          passedOn ? List.of("2/17 by " + account) : List.of(),
          client.screen().events(PackEmote.class).stream()
              .map(e -> e.pack() + "/" + e.emote() + " by " + e.unitId())
              .toList());
    }
    assertEquals(1, server.received(account).emote());
    if (passedOn) {
      assertTrue(anna.emoteOfPack(2, 18), "too soon");
      sees(anna, ScreenEvent.Refusal.class, refusal -> true);
      assertEquals(18, Logs.await(server, ServerEvent.PackEmoteRefused.class).emote());
    }
  }

  @Test
  void whoIsSpokenToListensAndWalksOn() throws Exception {
    server = builder().start();
    HeadlessClient anna = enter("anna", PacketVersion.DEFAULT);
    int account = server.accountId("anna");
    server.faults().npcSpeaks(account);
    sees(anna, ScreenEvent.DialoguePage.class, page -> true);
    Logs.await(
        server,
        ServerEvent.StateChanged.class,
        e -> e.state() == ServerEvent.State.IN_DIALOGUE && !e.on());
    anna.walk(new Cell(157, 186));
    sees(anna, ScreenEvent.OwnWalk.class, walk -> true);
    List<String> heard =
        server.log().all(ServerEvent.NpcFrame.class).stream()
            .map(frame -> HexFormat.of().formatHex(frame.frame().toBytes()))
            .toList();
    assertEquals(heard, anna.npcFrames().stream().map(HexFormat.of()::formatHex).toList());
    assertEquals(3, heard.size(), "two pages and a menu");
  }

  @Test
  void theDeadLieOnTheScreenAndTalk() throws Exception {
    server = builder().start();
    HeadlessClient anna = enter("anna", PacketVersion.DEFAULT);
    HeadlessClient bert = enter("bert", PacketVersion.DEFAULT);
    int account = server.accountId("anna");
    server.faults().kill(account);
    sees(bert, ScreenEvent.UnitDies.class, dies -> dies.unitId() == account);
    sees(anna, ScreenEvent.UnitDies.class, dies -> dies.unitId() == account);
    anna.say(RawText.ascii("ouch"));
    sees(bert, ScreenEvent.ChatLine.class, line -> line.unitId() == account);
    server.faults().resurrect(account);
    sees(bert, ScreenEvent.Posture.class, stands -> stands.unitId() == account);
    assertEquals(List.of(), bert.screen().events(ScreenEvent.Anomaly.class));
  }
}
