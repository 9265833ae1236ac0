package org.rop2p.testbed.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.CharacterRecord;
import org.rop2p.codec.view.Chat;
import org.rop2p.codec.view.Emotion;
import org.rop2p.codec.view.RawText;
import org.rop2p.codec.view.UnitPosition;
import org.rop2p.codec.view.Walk;
import org.rop2p.testbed.client.ScreenEvent.Anomaly;
import org.rop2p.testbed.client.ScreenEvent.AnomalyKind;

/** Sessions against a server that follows a script to the byte. */
class HeadlessClientTest {
  private static final Protocol PROTOCOL = Protocol.of(PacketVersion.DEFAULT);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int ACCOUNT = 2_000_001;
  private static final int OTHER = 2_000_002;
  private static final int CHAR_ID = 150_001;
  private static final RawText NAME = RawText.ascii("Alice");
  private static final String ACCEPTED = "8302" + "81841e00";

  private ScriptedServer server;
  private HeadlessClient client;
  private CompletableFuture<Void> script;

  @BeforeEach
  void openServer() throws IOException {
    server = new ScriptedServer();
  }

  @AfterEach
  void closeAll() throws IOException {
    if (client != null) {
      client.close();
    }
    server.close();
  }

  @Test
  void playsAWholeSessionAcrossTwoMapServersAndTheCharacterList() throws Exception {
    start(
        s -> {
          login(s);
          choose(s);
          enter(s, true);
          s.send(HeadlessClientTest::otherAppears);
          s.send(out -> new Chat(OTHER, RawText.ascii("Bob : hi")).writeOther(out, PROTOCOL));
          s.send(out -> new Emotion(OTHER, 3).write(out, PROTOCOL));
          s.send(
              out -> new Walk(OTHER, new Cell(10, 11), new Cell(12, 13), 99).write(out, PROTOCOL));
          s.expect(16, "f3001000416c696365203a20");
          s.send(out -> new Chat(0, RawText.ascii("Alice : yo")).writeEcho(out, PROTOCOL));
          s.send(out -> new Chat(0, RawText.ascii("server restarts")).writeEcho(out, PROTOCOL));
          s.send(out -> serverMove(out, "geffen", s.address()));
          s.accept();
          enter(s, false);
          s.expect(3, "b20001").send("b30001").accept();
          choose(s);
          enter(s, true);
          s.expect(4, "8a010000").send("8b010000");
        });
    ScreenLog screen = client.screen();
    assertTrue(screen.await(ScreenEvent.UnitWalk.class, w -> !w.appears(), PATIENCE).isPresent());
    assertTrue(client.say(RawText.ascii("yoyo")));
    awaitMap("geffen", 0);
    int mark = screen.mark();
    assertTrue(client.backToCharSelect());
    awaitMap("prontera", mark);
    assertTrue(client.quit());
    script.get(10, TimeUnit.SECONDS);
    assertTrue(screen.await(ScreenEvent.Disconnected.class, 10).orElseThrow().expected());

    assertEquals(List.of(), screen.events(Anomaly.class));
    assertEquals(NAME, client.name());
    assertEquals(ACCOUNT, client.accountId());
    assertEquals(
        List.of(RawText.ascii("Bob : hi")),
        screen.events(ScreenEvent.ChatLine.class).stream()
            .map(ScreenEvent.ChatLine::text)
            .toList());
    assertEquals(
        List.of(RawText.ascii("Alice : yo")),
        screen.events(ScreenEvent.OwnEcho.class).stream().map(ScreenEvent.OwnEcho::text).toList());
    assertEquals(1, screen.events(ScreenEvent.SystemLine.class).size());
    assertEquals(1, screen.events(ScreenEvent.Emote.class).size());
    ScreenEvent.UnitWalk walk = screen.events(ScreenEvent.UnitWalk.class).get(0);
    assertEquals(new Cell(12, 13), walk.to());
    assertEquals(ScreenEvent.WalkForm.MOVE, walk.form());
    assertEquals(List.of(RawText.ascii("Alice : yoyo")), chats());
  }

  @Test
  void aTalkFollowsItsScriptAndKeepsItsBytes() throws Exception {
    String npc = "87759006";
    int npcId = 0x06907587;
    start(
        s -> {
          login(s);
          choose(s);
          enter(s, true);
          s.expect(7, "9000" + npc + "01");
          s.send("b4000a00" + npc + "4100").send("b500" + npc);
          s.expect(6, "b900" + npc);
          s.send("b7000c00" + npc + "613a6200");
          s.expect(7, "b800" + npc + "02");
          s.send("4201" + npc);
          s.expect(10, "4301" + npc + "f4010000");
          s.send("d401" + npc);
          s.expect(12, "d5010c00" + npc + "6f6b6100");
          s.send("b600" + npc);
          s.expect(6, "4601" + npc);
        });
    assertTrue(client.awaitPlaying(PATIENCE));
    assertTrue(
        client.talkTo(
            npcId,
            DialogueScript.of(
                new DialogueScript.Choose(2),
                new DialogueScript.Amount(500),
                new DialogueScript.Say(RawText.ascii("oka")))));
    script.get(10, TimeUnit.SECONDS);
    assertEquals(
        npcId, client.screen().await(ScreenEvent.DialogueClosed.class, 10).orElseThrow().npcId());
    assertEquals(6, client.npcFrames().size());
  }

  @ParameterizedTest
  @CsvSource({
    "860082841e0000000000000000000000, UNKNOWN_UNIT, walk of nobody",
    "8d000e0082841e00426f622e2e00, UNKNOWN_UNIT, chat of nobody",
    "c00082841e0005, UNKNOWN_UNIT, emote of nobody",
    "8e000e00416c696365203a206100, WHILE_LOADING, own echo behind the order to load",
    "c00081841e0005, WHILE_LOADING, own emote behind the order to load",
    "ff090a000082841e0000, MALFORMED, an entry cut short",
  })
  void whatAClientCouldNotShowIsAnAnomaly(String hex, AnomalyKind kind, String story)
      throws Exception {
    start(
        s -> {
          login(s);
          choose(s);
          enter(s, true);
          if (kind == AnomalyKind.WHILE_LOADING) {
            s.send(HeadlessClientTest::mapMove);
          }
          s.send(hex);
        });
    Anomaly anomaly = client.screen().await(Anomaly.class, event -> true, PATIENCE).orElseThrow();
    assertEquals(kind, anomaly.kind(), story);
    assertTrue(client.screen().events(ScreenEvent.ChatLine.class).isEmpty());
    assertTrue(client.screen().events(ScreenEvent.Emote.class).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "'', false, connection closed by the server",
    "8d00, false, connection closed inside the frame 8d00",
    "ffffffff, false, unknown packet ffffffff",
    "81000f, false, 'thrown out, notice 15'",
  })
  void aSessionThatBreaksSaysWhy(String hex, boolean expected, String reason) throws Exception {
    start(
        s -> {
          login(s);
          choose(s);
          enter(s, true);
          s.send(hex).hangUp();
        });
    ScreenEvent.Disconnected end =
        client.screen().await(ScreenEvent.Disconnected.class, 10).orElseThrow();
    assertEquals(reason, end.reason());
    assertEquals(expected, end.expected());
    assertFalse(client.say(RawText.ascii("anybody?")));
  }

  @Test
  void aRefusedLoginIsAnUnexpectedEnd() throws Exception {
    start(s -> s.accept().expect(55, "6400").send("3e08" + "01000000" + "00".repeat(20)));
    ScreenEvent.Disconnected end =
        client.screen().await(ScreenEvent.Disconnected.class, 10).orElseThrow();
    assertFalse(end.expected());
    assertEquals("login refused, code 1", end.reason());
  }

  private void start(ScriptedServer.Script steps) {
    script = server.play(steps);
    client =
        HeadlessClient.start(
            ClientConfig.of(server.address(), "alice", "secret")
                .withLoadTime(Duration.ofMillis(40)));
  }

  private List<RawText> chats() {
    return client.sent().stream()
        .filter(SentAct.Chat.class::isInstance)
        .map(act -> ((SentAct.Chat) act).text())
        .toList();
  }

  private void awaitMap(String zone, int mark) throws InterruptedException {
    assertTrue(
        client
            .screen()
            .await(mark, ScreenEvent.MapShown.class, e -> e.zone().equals(zone), PATIENCE)
            .isPresent(),
        () -> zone + " never shown: " + client.screen().events());
  }

  private static void login(ScriptedServer s) throws IOException {
    s.accept().expect(55, "6400" + "37000000" + "616c69636500");
    s.send(
        out -> {
          out.writeShortLE(0x0AC4).writeShortLE(224).writeIntLE(7).writeIntLE(ACCOUNT);
          out.writeIntLE(8).writeZero(30).writeByte(1).writeZero(17);
          out.writeBytes(s.address().getAddress().getAddress());
          out.writeShortLE(s.address().getPort()).writeZero(154);
        });
    s.accept();
  }

  /** Two pages of characters; the chosen one is on the second. */
  private static void choose(ScriptedServer s) throws IOException {
    s.expect(17, "6500" + "81841e00" + "07000000" + "08000000" + "0000" + "01");
    s.send("81841e00" + "a00902000000");
    s.expect(2, "a109").send(out -> page(out, new CharacterRecord(1, 3, RawText.ascii("No"))));
    s.expect(2, "a109").send(out -> page(out, new CharacterRecord(CHAR_ID, 0, NAME)));
    s.expect(3, "660000");
    s.send(
        out -> {
          out.writeShortLE(0x0AC5).writeIntLE(CHAR_ID);
          RawText.ascii("prontera.gat").writePadded(out, 16);
          address(out, s.address());
        });
    s.accept();
  }

  private static void enter(ScriptedServer s, boolean mapMove) throws IOException {
    s.expect(23, "3604" + "81841e00");
    s.send(ACCEPTED).send("eb02" + "01000000" + "028140" + "05050000");
    if (mapMove) {
      s.send(HeadlessClientTest::mapMove);
    }
    s.expect(2, "7d00").expect(6, "6003").expect(2, "4704");
  }

  private static void page(ByteBuf out, CharacterRecord record) {
    out.writeShortLE(0x0B72).writeShortLE(4 + 175);
    record.write(out, PROTOCOL.characterLayout(), RawText.ascii("prontera.gat"));
  }

  private static void mapMove(ByteBuf out) {
    out.writeShortLE(0x0091);
    RawText.ascii("prontera.gat").writePadded(out, 16);
    out.writeShortLE(150).writeShortLE(180);
  }

  private static void serverMove(ByteBuf out, String zone, InetSocketAddress to) {
    out.writeShortLE(0x0AC7);
    RawText.ascii(zone + ".gat").writePadded(out, 16);
    out.writeShortLE(100).writeShortLE(100);
    address(out, to);
  }

  private static void address(ByteBuf out, InetSocketAddress to) {
    out.writeBytes(to.getAddress().getAddress()).writeShortLE(to.getPort()).writeZero(128);
  }

  /** A standing entry of 108 bytes: only who and where matter. */
  private static void otherAppears(ByteBuf out) {
    int start = out.writerIndex();
    out.writeZero(108);
    out.setShortLE(start, 0x09FF).setShortLE(start + 2, 108).setIntLE(start + 5, OTHER);
    out.setBytes(start + 63, new byte[] {2, (byte) 0x80, (byte) 0xB0});
    new UnitPosition(OTHER, new Cell(10, 11)).writeStop(out, PROTOCOL);
  }
}
