package org.rop2p.proxy.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.proxy.ServerPackets.u16;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.ServerPackets;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.player.PlayerIdentity;
import org.rop2p.proxy.relay.SessionHandler;
import org.rop2p.proxy.relay.SessionHandler.Verdict;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.KindCounters.Count;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.ZoneLanes;

/** Bob plays in prontera, Ann stands three cells away and her proxy is linked. */
class PlaySessionTest {
  private static final int BOB = 2_000_001;
  private static final int ANN = 2_000_002;
  private static final Protocol PROTOCOL = Protocol.of(PacketVersion.DEFAULT);
  private static final ZoneLanes MIRROR = new ZoneLanes(Lane.MIRROR, Lane.MIRROR, Lane.MIRROR);

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final KindCounters counters = new KindCounters();
  private final FakePresence presence = new FakePresence();
  private final List<String> injected = new ArrayList<>();
  private long now = 1_000;
  private int epoch = 100;

  private final PlaySession session =
      new PlaySession(
          PROTOCOL,
          new PlayerIdentity(
              BOB, 150_001, RawText.ascii("Bob"), RawText.EMPTY, RawText.EMPTY, "prontera"),
          channel.eventLoop(),
          presence,
          counters,
          () -> now,
          () -> epoch++);

  /** Remembers what peers are told; everybody is linked unless told otherwise. */
  private static final class FakePresence implements Presence {
    private final List<PeerMessage> told = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final Set<Integer> linked = new HashSet<>(Set.of(ANN));
    private Listener listener;
    private boolean defective;

    @Override
    public void open(Listener hearer) {
      listener = hearer;
    }

    @Override
    public boolean linked(int accountId) {
      if (defective) {
        throw new IllegalStateException("a defect");
      }
      return linked.contains(accountId);
    }

    @Override
    public void send(PeerMessage message) {
      told.add(message);
    }

    @Override
    public void mapEntered(String zone) {
      heard.add("entered " + zone);
    }

    @Override
    public void appeared(int accountId) {
      heard.add("appeared " + accountId);
    }

    @Override
    public void vanished(int accountId) {
      heard.add("vanished " + accountId);
    }

    @Override
    public int rttMillis(int accountId) {
      return -1;
    }

    @Override
    public void offended(int accountId, String reason) {}

    @Override
    public void tick(long at) {}

    @Override
    public void close() {
      heard.add("closed");
    }
  }

  @BeforeEach
  void enterProntera() {
    channel.freezeTime();
    session.opened(outlet(new ArrayList<>()), outlet(injected));
    server(ServerPackets.acceptEnter(50_000, 100, 100));
    client("7D00");
    presence.listener.lanes(MIRROR);
    server(ServerPackets.standing(ANN, 103, 100, "Ann"));
    assertEquals(List.of("entered prontera", "appeared " + ANN), presence.heard);
  }

  @AfterEach
  void leave() {
    session.closed();
    assertEquals("closed", presence.heard.get(presence.heard.size() - 1));
    channel.finishAndReleaseAll();
  }

  @Test
  void chatIsProvenThenMirrored() {
    say("Bob : first");
    assertEquals(List.of(), presence.told);
    server(ServerPackets.chatEcho("Bob : first"));
    say("Bob : second");
    PeerMessage.Line line = (PeerMessage.Line) presence.told.get(0);
    assertEquals(new PeerMessage.Header(BOB, List.of(ANN), "prontera", 100, 2), line.header());
    assertEquals(RawText.ascii("Bob : second"), line.text());
    assertEquals(1, line.afterSequence(), "the first one is with the server only");
    assertEquals(1, counters.get(Kind.CHAT, Count.MIRRORED));
    assertEquals(1, counters.get(Kind.CHAT, Count.SERVER));
  }

  @Test
  void packetsThatChangeNothingHereAreNotAskedFor() {
    for (Packet packet : List.of(Packet.ZC_CHANGE_DIRECTION, Packet.ZC_AID, Packet.CZ_REQNAME)) {
      assertFalse(session.wants(packet), packet.name());
    }
    assertTrue(session.wants(Packet.ZC_NOTIFY_MOVEENTRY));
    assertTrue(session.wants(Packet.CZ_REQUEST_CHAT));
  }

  @Test
  void anEchoThatIsAlteredProvesNothing() {
    say("Bob : first");
    server(ServerPackets.chatEcho("Bob : f***t"));
    say("Bob : second");
    assertEquals(List.of(), presence.told);
  }

  @Test
  void emotesAndWalksAreProvenEachForItself() {
    client("BF00 05");
    server(ServerPackets.emotion(BOB, 5));
    client("5F03" + ServerPackets.position(105, 100));
    assertEquals(List.of(), presence.told);
    server(ServerPackets.ownWalk(50_100, 100, 100, 105, 100));
    client("5F03" + ServerPackets.position(102, 102));
    now += 2_000;
    client("BF00 06");
    assertEquals(2, presence.told.size());
    assertEquals(new Cell(102, 102), ((PeerMessage.WalkTo) presence.told.get(0)).to());
    assertEquals(6, ((PeerMessage.Emote) presence.told.get(1)).type());
    say("Bob : unproven");
    assertEquals(2, presence.told.size());
  }

  @Test
  void aWalkThatEndsOnTheWayOfTheLastOneIsLeftToTheServer() {
    prove();
    presence.told.clear();
    now += 5_000;
    client("5F03" + ServerPackets.position(110, 105));
    assertEquals(1, presence.told.size());
    now += 60;
    client("5F03" + ServerPackets.position(103, 102)); // the second cell of that walk
    assertEquals(1, presence.told.size(), "the server may just stop there and tell nobody");
  }

  @Test
  void whatSomebodyElseShowsProvesNothing() {
    client("BF00 05");
    server(ServerPackets.emotion(ANN, 5));
    now += 2_000;
    client("BF00 05");
    assertEquals(List.of(), presence.told);
  }

  @Test
  void talkingToAnNpcReachesNoPeer() {
    prove();
    presence.told.clear();
    for (String packet :
        List.of(
            "9000 80778E06 01", // contact
            "B900 80778E06", // next
            "B800 80778E06 01", // menu
            "4301 80778E06 05000000", // number
            "D501 0F00 80778E06 'secret' 00")) { // text
      assertEquals(Verdict.PASS, client(packet));
    }
    client("5F03" + ServerPackets.position(104, 100));
    assertEquals(List.of(), presence.told);
    assertEquals(Verdict.PASS, client("4601 80778E06")); // close
    now += 5_000; // that walk has been refused, and peers may be told of the next one
    client("5F03" + ServerPackets.position(103, 103));
    assertEquals(1, presence.told.size(), "he has closed the window");
  }

  @Test
  void anNpcThatSpeaksFirstKeepsHimFromWalkingUntilTheServerLetsHim() {
    prove();
    presence.told.clear();
    server(Hex.frame("B400 0B00 80778E06 'Hi' 00"));
    client("5F03" + ServerPackets.position(104, 100));
    assertEquals(List.of(), presence.told);
    server(ServerPackets.ownWalk(50_200, 100, 100, 104, 100));
    client("5F03" + ServerPackets.position(103, 103));
    assertEquals(1, presence.told.size(), "the server lets him walk again");
  }

  @Test
  void aCommandReachesNoPeerAndMustBeFollowedByProof() {
    prove();
    presence.told.clear();
    say("Bob : @channel bindto #main");
    say("Bob : a secret");
    assertEquals(List.of(), presence.told);
  }

  @Test
  void aCommandCountsEvenWhenHidden() {
    prove();
    presence.told.clear();
    server(Hex.frame("2902 81841E00 0000 0000 02000000 00"));
    say("Bob : @channel bindto #main");
    server(Hex.frame("2902 81841E00 0000 0000 00000000 00"));
    say("Bob : a secret");
    assertEquals(List.of(), presence.told);
  }

  @Test
  void aNewMapBeginsAnew() {
    prove();
    presence.told.clear();
    server(ServerPackets.mapMove("geffen.gat", 50, 50));
    assertTrue(presence.heard.contains("entered geffen"));
    server(ServerPackets.standing(ANN, 51, 50, "Ann"));
    say("Bob : still loading");
    client("7D00");
    say("Bob : unproven");
    assertEquals(List.of(), presence.told);
    server(ServerPackets.chatEcho("Bob : unproven"));
    say("Bob : here");
    PeerMessage.Header header = presence.told.get(0).header();
    assertEquals("geffen", header.zone());
    assertEquals(101, header.epoch());
    assertEquals(3, header.sequence());
  }

  @Test
  void aLineWithoutEchoIsFinalAndDisproves() {
    prove();
    presence.told.clear();
    say("Bob : swallowed");
    tickAt(now + 5_001);
    assertEquals(2, presence.told.size());
    PeerMessage.Final end = (PeerMessage.Final) presence.told.get(1);
    assertEquals(presence.told.get(0).header().sequence(), end.header().sequence());
    assertEquals(Kind.CHAT, end.kind());
    say("Bob : unproven");
    assertEquals(2, presence.told.size());
  }

  @Test
  void nobodyFarNobodyUnlinkedIsTold() {
    prove();
    presence.told.clear();
    presence.linked.clear();
    say("Bob : hello");
    presence.linked.add(ANN);
    server(ServerPackets.standing(ANN, 109, 100, "Ann"));
    say("Bob : hello");
    assertEquals(List.of(), presence.told);
  }

  @Test
  void annsLineIsShownOnceWhicheverLaneIsFirst() {
    presence.listener.peerSays(annSays(1, "Ann : hi"));
    assertEquals(List.of(hex(ServerPackets.chat(ANN, "Ann : hi"))), injected);
    assertEquals(Verdict.DROP, server(ServerPackets.chat(ANN, "Ann : hi")));
    assertEquals(Verdict.PASS, server(ServerPackets.chat(ANN, "Ann : bye")));
    presence.listener.peerSays(annSays(2, "Ann : bye"));
    assertEquals(1, injected.size());
    assertEquals(1, counters.get(Kind.CHAT, Count.SHOWN_FROM_PEER));
    assertEquals(1, counters.get(Kind.CHAT, Count.SERVER_COPY_DROPPED));
    assertEquals(1, counters.get(Kind.CHAT, Count.PEER_COPY_DROPPED));
  }

  @Test
  void aLieIsNotShownAndCounted() {
    presence.listener.peerSays(annSays(1, "Bob : I owe you"));
    assertEquals(List.of(), injected);
    assertEquals(1L, counters.rejects().get("not_his_name"));
  }

  @Test
  void annsWalkIsShownConfirmedAndTheNextOneTakenBack() {
    now += 500;
    presence.listener.peerSays(annWalks(1, 106, 104));
    assertEquals(
        List.of(
            "8600"
                + ServerPackets.u32(ANN)
                + ServerPackets.move(103, 100, 106, 104)
                + ServerPackets.u32(50_500)),
        injected);
    now += 60;
    assertEquals(
        Verdict.DROP, server(ServerPackets.walking(ANN, 103, 100, 106, 104, 50_550, "Ann")));
    now += 2_000;
    presence.listener.peerSays(annWalks(2, 100, 104));
    assertEquals(2, injected.size());
    tickAt(now + 1_099);
    assertEquals(2, injected.size(), "the server still has time");
    tickAt(now + 1);
    tickAt(now + 1_000);
    assertEquals("8800" + ServerPackets.u32(ANN) + u16(106) + u16(104), injected.get(2));
    assertEquals(3, injected.size(), "taken back once");
  }

  @Test
  void aWalkThatShowsANewHatIsPassedOn() {
    presence.listener.peerSays(annWalks(1, 106, 104));
    ByteBuf frame = ServerPackets.walking(ANN, 103, 100, 106, 104, 50_550, "Ann");
    frame.setByte(41, 7);
    assertEquals(Verdict.PASS, server(frame));
  }

  @Test
  void whoLeftViewIsNotBelieved() {
    server(ServerPackets.vanish(ANN));
    presence.listener.peerSays(annSays(1, "Ann : hi"));
    assertEquals(List.of(), injected);
    assertEquals(1L, counters.rejects().get("author_not_in_view"));
    assertTrue(presence.heard.contains("vanished " + ANN));
  }

  @Test
  void aDefectIsTheCallersToCatchBeforeAnythingIsChanged() {
    presence.defective = true;
    assertThrows(IllegalStateException.class, () -> say("Bob : hi"));
    presence.defective = false;
    assertEquals(Verdict.PASS, server(ServerPackets.chat(ANN, "Ann : hi")));
  }

  /** Chat, emotes and walks have each been echoed. */
  private void prove() {
    say("Bob : proof");
    server(ServerPackets.chatEcho("Bob : proof"));
    client("5F03" + ServerPackets.position(101, 100));
    server(ServerPackets.ownWalk(50_010, 100, 100, 101, 100));
    now += 150;
    say("Bob : proven");
    server(ServerPackets.chatEcho("Bob : proven"));
    assertEquals(1, presence.told.size());
  }

  private static PeerMessage annSays(int sequence, String text) {
    return new PeerMessage.Line(ann(sequence), 0, 0, RawText.ascii(text));
  }

  private static PeerMessage annWalks(int sequence, int x, int y) {
    return new PeerMessage.WalkTo(ann(sequence), new Cell(x, y));
  }

  private static PeerMessage.Header ann(int sequence) {
    return new PeerMessage.Header(ANN, List.of(BOB), "prontera", 9, sequence);
  }

  private void say(String line) {
    assertEquals(Verdict.PASS, client("F300" + u16(4 + line.length()) + "'" + line + "'"));
  }

  private Verdict client(String literal) {
    ByteBuf frame = Hex.frame(literal);
    var packet = PROTOCOL.packet(frame.getUnsignedShortLE(0), Direction.CLIENT_TO_SERVER);
    return packet == null ? Verdict.PASS : session.frame(packet, Direction.CLIENT_TO_SERVER, frame);
  }

  private Verdict server(ByteBuf frame) {
    return session.frame(
        PROTOCOL.packet(frame.getUnsignedShortLE(0), Direction.SERVER_TO_CLIENT),
        Direction.SERVER_TO_CLIENT,
        frame);
  }

  private void tickAt(long time) {
    now = time;
    channel.advanceTimeBy(100, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  private static String hex(ByteBuf frame) {
    return ByteBufUtil.hexDump(frame);
  }

  private static SessionHandler.Outlet outlet(List<String> frames) {
    return new SessionHandler.Outlet() {
      @Override
      public boolean writable() {
        return true;
      }

      @Override
      public boolean inject(ByteBuf frame) {
        frames.add(hex(frame));
        return frame.release();
      }

      @Override
      public void resume() {}

      @Override
      public void expectAccountId(int accountId) {}
    };
  }
}
