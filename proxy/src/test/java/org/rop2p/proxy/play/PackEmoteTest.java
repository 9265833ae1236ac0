package org.rop2p.proxy.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.proxy.ServerPackets.u16;
import static org.rop2p.proxy.ServerPackets.u32;
import static org.rop2p.proxy.play.BobsSession.ANN;
import static org.rop2p.proxy.play.BobsSession.BOB;
import static org.rop2p.proxy.play.BobsSession.OFFLOAD;
import static org.rop2p.proxy.play.BobsSession.hex;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.event.Emoticon;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.delivery.Answer;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.relay.SessionHandler.Verdict;
import org.rop2p.proxy.routing.KindCounters.Count;

/** Emotes of packs, which clients since 2023-07 send (0BE9) and are shown (0BEA). */
class PackEmoteTest {
  private static final int PACK = 3;

  private final BobsSession bob = new BobsSession(PacketVersion.parse("20230802:main"), OFFLOAD);
  private final List<String> told = bob.presence.told;

  @AfterEach
  void leave() {
    bob.close();
  }

  @Test
  void firstProvenThenMarkedThenOffloaded() {
    assertEquals(Verdict.PASS, shows(1));
    assertEquals(Verdict.PASS, bob.server(shown(BOB, 1)));
    assertEquals(Verdict.PASS, shows(2));
    assertEquals(Verdict.PASS, bob.server(shown(BOB, 2)));
    assertEquals(List.of(), bob.screen, "the server has shown both");
    assertEquals(Verdict.DROP, shows(0x1234));
    assertEquals(
        List.of(
            "Ann: emote notice 1",
            "Ann: emote settled 1",
            "Ann: emote line 2 3/2",
            "Ann: emote settled 2",
            "Ann: emote peer line 3 3/4660"),
        told);
    assertEquals(List.of(hex(shown(BOB, 0x1234))), bob.screen);
    answers(3, Answer.ACK);
    bob.catchUp();
    assertTrue(told.contains("Ann: emote final 3"));
    assertEquals(List.of(), bob.toServer);
    assertEquals(1, bob.counters.get(Kind.EMOTE, Count.OFFLOADED));
  }

  @Test
  void aLateOneGoesToTheServerInItsOwnBytesAndIsShownOnce() {
    offload(3);
    answers(3, Answer.NACK);
    assertEquals(List.of(hex(request(3))), bob.toServer);
    assertEquals(Verdict.DROP, bob.server(shown(BOB, 3)), "on his screen already");
    assertEquals(List.of(hex(shown(BOB, 3))), bob.screen);
  }

  @Test
  void annsIsShownOnce() {
    tells(new ToReceivers.Hello<>(1, 7, List.of()));
    tells(new ToReceivers.BothLine<>(1, emote(1), ToReceivers.NONE));
    assertEquals(List.of(), bob.screen, "the order is not sure on a new link");
    assertEquals(Verdict.PASS, bob.server(shown(ANN, 1)));
    tells(new ToReceivers.PeerLine<>(2, emote(2)));
    assertEquals(List.of(hex(shown(ANN, 2))), bob.screen);
    tells(new ToReceivers.Late<>(2));
    assertEquals(Verdict.DROP, bob.server(shown(ANN, 2)));
    assertEquals(1, bob.counters.get(Kind.EMOTE, Count.SERVER_COPY_DROPPED));
  }

  @Test
  void anotherPackIsAnotherEmote() {
    offload(3);
    answers(3, Answer.NACK);
    assertEquals(Verdict.PASS, bob.server(Hex.frame("EA0B" + u32(BOB) + u16(PACK + 1) + u16(3))));
    assertEquals(Verdict.PASS, bob.server(Hex.frame("C000" + u32(BOB) + "03")));
  }

  @Test
  void aRefusalSettlesTheEmoteAndWhatWasSentBefore() {
    offload(3);
    answers(3, Answer.NACK);
    shows(4);
    told.clear();
    assertEquals(Verdict.PASS, bob.server(refused(4)), "he learns why");
    assertEquals(List.of("Ann: emote refused 3", "Ann: emote refused 4"), told);
    told.clear();
    assertEquals(Verdict.PASS, bob.server(refused(4)));
    assertEquals(List.of(), told, "there is nothing left to refuse");
    assertEquals(Verdict.PASS, shows(5));
    assertEquals(List.of("Ann: emote notice 5"), told, "emotes must be proven anew");
  }

  @Test
  void aRefusalOfOneThatIsNotAtTheServerSaysNothing() {
    offload(3);
    told.clear();
    assertEquals(Verdict.PASS, bob.server(refused(3)));
    assertEquals(List.of(), told);
    answers(3, Answer.ACK);
    bob.catchUp();
    assertTrue(told.contains("Ann: emote final 3"));
  }

  @Test
  void aRefusedEmoteAnswersForTheLineBeforeIt() {
    bob.say("Bob : lost");
    shows(1);
    told.clear();
    bob.server(refused(1));
    assertTrue(told.contains("Ann: refused 1"), told.toString());
  }

  /** Two are echoed, the next one goes to Ann alone. */
  private void offload(int emote) {
    for (int known = 1; known < 3; known++) {
      shows(known);
      bob.server(shown(BOB, known));
    }
    assertEquals(Verdict.DROP, shows(emote));
  }

  private Verdict shows(int emote) {
    bob.now += 2_000; // the server takes one in about two seconds
    return bob.client(request(emote));
  }

  private static String request(int emote) {
    return "E90B" + u16(PACK) + u16(emote);
  }

  private static ByteBuf shown(int unit, int emote) {
    return Hex.frame("EA0B" + u32(unit) + u16(PACK) + u16(emote));
  }

  private static ByteBuf refused(int emote) {
    return Hex.frame("EB0B" + u16(PACK) + u16(emote) + "01");
  }

  private static Content emote(int type) {
    return new Content.Emote(new Emoticon(PACK, type));
  }

  private void answers(int number, Answer answer) {
    bob.says(new PeerMessage.Answered(BobsSession.header(ANN), Kind.EMOTE, ANN, number, answer));
  }

  private void tells(ToReceivers<Content> message) {
    bob.says(
        new PeerMessage.Told(
            BobsSession.header(ANN), Kind.EMOTE, bob.presence.token(ANN), message));
  }
}
