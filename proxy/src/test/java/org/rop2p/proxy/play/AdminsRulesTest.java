package org.rop2p.proxy.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rop2p.proxy.play.BobsSession.ANN;
import static org.rop2p.proxy.play.BobsSession.BOB;
import static org.rop2p.proxy.play.BobsSession.OFFLOAD;
import static org.rop2p.proxy.play.BobsSession.hex;
import static org.rop2p.proxy.play.BobsSession.line;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.event.Emoticon;
import org.rop2p.proxy.ServerPackets;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.relay.SessionHandler.Verdict;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.ZoneLanes;

/**
 * What the admin decides while Bob and Ann talk by a link alone holds at once, in both directions.
 */
class AdminsRulesTest {
  private final BobsSession bob = new BobsSession(OFFLOAD);
  private final List<String> told = bob.presence.told;

  @BeforeEach
  void talking() {
    bob.prove();
    bob.tells(ANN, new ToReceivers.Hello<>(1, 7, List.of()));
    bob.tells(ANN, new ToReceivers.BothLine<>(1, line("Ann : sync"), ToReceivers.NONE));
    bob.server(ServerPackets.chat(ANN, "Ann : sync"));
    bob.screen.clear();
    told.clear();
  }

  @AfterEach
  void leave() {
    bob.close();
  }

  @Test
  void whoIsMutedSpeaksByTheServerOnlyAndHearsOthers() {
    bob.presence.listener().muted(BOB, true);
    assertEquals(Verdict.PASS, bob.say("Bob : hello"));
    assertEquals(List.of("Ann: notice 3"), told, "not a word of it");
    assertEquals(Verdict.PASS, bob.emote(3));
    told.clear();
    annSays(2);
    assertEquals(List.of("Ann: ACK 2"), told);
    assertEquals(List.of(hex(ServerPackets.chat(ANN, "Ann : line 2"))), bob.screen);
    bob.presence.listener().muted(BOB, false);
    bob.server(ServerPackets.chatEcho("Bob : hello"));
    assertEquals(Verdict.PASS, bob.say("Bob : once more by both"));
    bob.server(ServerPackets.chatEcho("Bob : once more by both"));
    assertEquals(Verdict.DROP, bob.say("Bob : by the link alone"));
  }

  @Test
  void aMuteBringsWhatIsUnresolvedToTheServer() {
    assertEquals(Verdict.DROP, bob.say("Bob : hello"));
    bob.presence.listener().muted(BOB, true);
    assertEquals(List.of(hex(BobsSession.chat("Bob : hello"))), bob.toServer);
  }

  @Test
  void whomTheAdminMutesIsHeardByTheServerOnlyAndHears() {
    bob.presence.listener().muted(ANN, true);
    annSays(2);
    annShows(3);
    assertEquals(List.of("Ann: NACK 2", "Ann: NACK 3"), told);
    assertEquals(List.of(), bob.screen);
    assertEquals(2L, bob.counters.rejects().get("author_silenced"));
    assertEquals(List.of(), bob.presence.offences, "her proxy may not know yet");
    assertEquals(Verdict.PASS, bob.server(ServerPackets.chat(ANN, "Ann : line 2")));
    assertEquals(Verdict.DROP, bob.say("Bob : hello"), "she is linked for his lines");
    bob.presence.listener().muted(ANN, false);
    told.clear();
    annSays(4);
    assertEquals(List.of("Ann: ACK 4"), told);
  }

  @ParameterizedTest(name = "chat {0}, emote {1}")
  @CsvSource({
    "SERVER, OFFLOAD, PASS, 1",
    "MIRROR, MIRROR, PASS, 0",
    "OFFLOAD, SERVER, DROP, 1",
    "SERVER, SERVER, PASS, 2"
  })
  void aPolicyOfAKindHoldsForSpeakingAndForHearing(
      Lane chat, Lane emote, Verdict said, long refused) {
    bob.presence.listener().lanes(new ZoneLanes(chat, emote, Lane.MIRROR));
    assertEquals(said, bob.say("Bob : hello"));
    bob.tells(ANN, new ToReceivers.Hello<>(1, 7, List.of()));
    annSays(2);
    annShows(3);
    assertEquals(refused, bob.counters.rejects().getOrDefault("policy", 0L));
    assertEquals(List.of(), bob.presence.offences);
  }

  private void annSays(int number) {
    bob.tells(ANN, new ToReceivers.PeerLine<>(number, line("Ann : line " + number)));
  }

  private void annShows(int number) {
    bob.says(
        new PeerMessage.Told(
            BobsSession.header(ANN),
            Kind.EMOTE,
            bob.presence.token(ANN),
            new ToReceivers.Hello<>(1, 7, List.of())));
    bob.says(
        new PeerMessage.Told(
            BobsSession.header(ANN),
            Kind.EMOTE,
            bob.presence.token(ANN),
            new ToReceivers.PeerLine<Content>(number, new Content.Emote(Emoticon.classic(1)))));
  }
}
