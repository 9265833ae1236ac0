package org.rop2p.proxy.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.proxy.play.BobsSession.ANN;
import static org.rop2p.proxy.play.BobsSession.BOB;
import static org.rop2p.proxy.play.BobsSession.OFFLOAD;
import static org.rop2p.proxy.play.BobsSession.line;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.NpcChat;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.ServerPackets;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.peer.OwnSwitch;
import org.rop2p.proxy.relay.SessionHandler.Verdict;
import org.rop2p.proxy.walking.OpenRequests;
import org.rop2p.proxy.words.Standing;
import org.rop2p.proxy.words.Standing.State;
import org.rop2p.proxy.words.WordsSettings;

/** What Bob reads in his chat window, what he types for his proxy alone, and his view. */
class WordsInGameTest {
  private final OwnSwitch ownSwitch = new OwnSwitch();
  private final CharacterBook book = new CharacterBook();
  private final BobsSession bob = bob(WordsSettings.DEFAULT);

  @AfterEach
  void leave() {
    bob.close();
    assertEquals(List.of(), book.views());
  }

  @Test
  void readsThatP2pIsUpOnceTheMapIsShown() {
    bob.presence.standing = new Standing(State.UP, "prontera", 1, 1);
    bob.server(ServerPackets.mapMove("prontera.gat", 50, 50));
    bob.wait(20_000);
    assertEquals(List.of(), bob.screen, "nothing while it loads");
    bob.client("7D00");
    bob.wait(900);
    assertEquals(List.of(), bob.screen);
    bob.wait(5_000);
    assertEquals(List.of("P2P is up in prontera."), read());
    assertEquals(List.of(), bob.toServer);
  }

  @Test
  void aClientThatDoesNotReadIsToldLater() {
    bob.presence.standing = new Standing(State.UP, "prontera", 1, 1);
    bob.clientReads = false;
    bob.wait(20_000);
    assertEquals(List.of(), bob.screen);
    bob.clientReads = true;
    bob.wait(5_000);
    assertEquals(List.of("P2P is up in prontera."), read());
  }

  @Test
  void whoWantsNoWordsGetsNoneAndStillAnAnswer() {
    BobsSession quiet = bob(new WordsSettings(false, "~p2p"));
    quiet.presence.standing = new Standing(State.UP, "prontera", 1, 1);
    quiet.wait(20_000);
    assertEquals(List.of(), quiet.screen);
    assertEquals(Verdict.DROP, quiet.say("Bob : ~p2p status"));
    assertEquals(2, quiet.screen.size());
    quiet.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "on", "off", "peers", "what"})
  void commandsReachNobody(String argument) {
    bob.prove();
    bob.toServer.clear();
    assertEquals(Verdict.DROP, bob.say("Bob : ~p2p " + argument));
    assertEquals(List.of(), bob.toServer);
    assertEquals(List.of(), bob.presence.told);
    assertFalse(bob.screen.isEmpty());
    assertEquals(!argument.equals("off"), ownSwitch.on());
  }

  @Test
  void offAndOnWorkTheSwitchAndAreNotSaidTwice() {
    bob.say("Bob : ~p2p off");
    assertFalse(ownSwitch.on());
    bob.presence.standing = new Standing(State.OFF_BY_PLAYER, "prontera", 0, 0);
    bob.wait(20_000);
    bob.say("Bob : ~p2p on");
    assertTrue(ownSwitch.on());
    assertEquals(
        List.of(
            "You have switched P2P off: everything goes over the server.",
            "P2P is on again, as far as the admin lets it."),
        read());
  }

  @Test
  void peersAreNamedWithLane() {
    bob.server(ServerPackets.standing(BobsSession.BEA, 101, 100, "Bea"));
    bob.say("Bob : ~p2p peers");
    assertEquals(List.of("Bea: server", "Ann: direct"), read());
  }

  @Test
  void otherLinesAndOtherNamesGoOn() {
    assertEquals(Verdict.PASS, bob.say("Bob : what is ~p2p off?"));
    assertEquals(Verdict.PASS, bob.say("Ann : ~p2p off"));
    assertTrue(ownSwitch.on());
    assertEquals(List.of(), bob.screen);
  }

  @Test
  void whereNothingMayBeWithheldACommandIsALineAndDoesNothing() {
    bob.mayWithhold = false;
    assertEquals(Verdict.PASS, bob.say("Bob : ~p2p off"));
    assertTrue(ownSwitch.on());
    assertTrue(read().get(0).startsWith("Commands do not work with this client"));
  }

  @Test
  void silentSettingsHearNothing() {
    BobsSession quiet = bob(WordsSettings.SILENT);
    assertEquals(Verdict.PASS, quiet.say("Bob : ~p2p off"));
    assertEquals(List.of(), quiet.screen);
    quiet.close();
  }

  @Test
  void theViewHasOwnCellAndPlayersWhereTheyAreDrawn() {
    bob.presence.standing = new Standing(State.UP, "prontera", 1, 1);
    bob.wait(600);
    CharacterView view = book.views().get(0);
    assertEquals(BOB, view.account());
    assertEquals("Bob", view.name().toString());
    assertEquals("prontera", view.zone());
    assertEquals(Optional.of(new Cell(100, 100)), view.at());
    assertEquals(OFFLOAD, view.lanes());
    assertEquals(bob.presence.standing, view.standing());
    CharacterView.Seen ann = view.players().get(0);
    assertEquals(ANN, ann.account());
    assertEquals("Ann", ann.name().toString());
    assertEquals(new Cell(103, 100), ann.at());
    assertEquals(Presence.Reach.DIRECT, ann.reach());
    assertEquals(OptionalInt.empty(), ann.rttMillis());
    assertEquals(OptionalInt.empty(), ann.earlierMillis());
  }

  @Test
  void aLineThatBothBringTellsHowMuchEarlierThePeerWas() {
    bob.tells(ANN, new ToReceivers.Hello<>(1, 7, List.of()));
    bob.tells(ANN, new ToReceivers.BothLine<>(1, line("Ann : sync"), ToReceivers.NONE));
    bob.server(ServerPackets.chat(ANN, "Ann : sync"));
    bob.tells(ANN, new ToReceivers.BothLine<>(2, line("Ann : hello"), ToReceivers.NONE));
    assertEquals(1, bob.screen.size());
    bob.wait(150);
    assertEquals(Verdict.DROP, bob.server(ServerPackets.chat(ANN, "Ann : hello")));
    bob.wait(600);
    assertEquals(OptionalInt.of(150), book.views().get(0).players().get(0).earlierMillis());
  }

  @Test
  void soDoesAWalk() {
    bob.server(Hex.frame("7F00 50C30000")); // the clock must be known
    bob.says(
        new PeerMessage.WalkTo(
            BobsSession.header(ANN), 1, OpenRequests.NONE, new Cell(106, 100), false));
    assertEquals(1, bob.screen.size());
    bob.wait(100);
    assertEquals(
        Verdict.DROP, bob.server(ServerPackets.walking(ANN, 103, 100, 106, 100, 50_100, "Ann")));
    bob.wait(600);
    CharacterView.Seen ann = book.views().get(0).players().get(0);
    assertEquals(OptionalInt.of(100), ann.earlierMillis());
    assertTrue(ann.at().x() > 103, "drawn on the way");
  }

  private BobsSession bob(WordsSettings words) {
    return new BobsSession(PacketVersion.DEFAULT, OFFLOAD, new PlayOptions(words, ownSwitch, book));
  }

  private List<String> read() {
    return bob.screen.stream()
        .map(
            hex -> {
              ByteBuf frame = Hex.frame(hex);
              assertEquals(0x02C1, frame.getUnsignedShortLE(0));
              assertEquals(frame.readableBytes(), frame.getUnsignedShortLE(2));
              assertEquals(0, frame.getByte(frame.readableBytes() - 1));
              NpcChat chat = NpcChat.read(frame);
              assertEquals(NpcChat.NOBODY, chat.unitId());
              return chat.text().toString();
            })
        .toList();
  }
}
