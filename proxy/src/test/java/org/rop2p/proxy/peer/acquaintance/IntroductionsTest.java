package org.rop2p.proxy.peer.acquaintance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.peer.link.OpenLink;
import org.rop2p.transport.Fingerprint;

/** Ann plays through proxy A, Bea through B, Cid through A as well. */
class IntroductionsTest {
  private static final int ANN = 1;
  private static final int BEA = 2;
  private static final int CID = 3;
  private static final int DEE = 4;
  private static final Fingerprint A = new Fingerprint("a".repeat(64));
  private static final Fingerprint B = new Fingerprint("b".repeat(64));

  private static final String KEY = "k".repeat(43) + "=";
  private static final String OTHER_KEY = "o".repeat(43) + "=";

  private final Introductions known = new Introductions();

  private static final class Link implements OpenLink {
    private final Fingerprint remote;
    private boolean open = true;

    Link(Fingerprint remote) {
      this.remote = remote;
    }

    @Override
    public Fingerprint remote() {
      return remote;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void send(PeerMessage message) {}

    @Override
    public int rttMillis() {
      return 10;
    }
  }

  @Test
  void linkedMeansIntroducedAndTheLinkOpenWhicheverIsFirst() {
    Link a = new Link(A);
    assertEquals("", told(known.up(a)), "nobody knows anybody behind it");
    assertEquals("meet 1", told(known.introduced(ANN, A, KEY)));
    assertFalse(known.linked(ANN));
    assertEquals("link 1", told(known.up(a)));
    assertTrue(known.linked(ANN));
    assertEquals("", told(known.up(a)), "once");
    assertEquals("meet 3 link 3", told(known.introduced(CID, A, KEY)));
    assertEquals("meet 2", told(known.introduced(BEA, B, KEY)));
    assertFalse(known.linked(BEA));
    assertEquals("unlink 1 unlink 3", told(known.down(a)));
    assertEquals("", told(known.down(a)), "once");
    assertEquals("link 1 link 3", told(known.up(new Link(A))));
  }

  @Test
  void whoComesBackWithinAMinuteIsLinkedAllTheTime() {
    acquainted();
    known.lostSight(ANN, 1_000);
    assertEquals("", told(known.tick(60_999)));
    assertTrue(known.linked(ANN));
    assertTrue(known.attests(A, ANN));
    assertEquals("", told(known.introduced(ANN, A, KEY)), "neither unlinked nor linked");
    assertTrue(known.inSight(ANN));
    assertEquals("", told(known.tick(1_000_000)));
  }

  @Test
  void afterAMinuteOutOfSightAcquaintanceEnds() {
    acquainted();
    known.lostSight(ANN, 1_000);
    known.lostSight(ANN, 50_000);
    assertEquals("unlink 1 part 1", told(known.tick(61_000)), "the first loss counts");
    assertFalse(known.attests(A, ANN));
    assertFalse(known.linked(ANN));
  }

  @Test
  void anyOtherEndIsAtOnce() {
    acquainted();
    assertEquals("unlink 1 part 1", told(known.ended(ANN)));
    assertEquals("", told(known.ended(ANN)));
    assertEquals(
        "meet 1", told(known.introduced(ANN, A, KEY)), "the link is forgotten with the last");
  }

  @Test
  void aLinkThatDiesMeanwhileUnlinksAndTheIntroductionStays() {
    Link a = acquainted();
    known.lostSight(ANN, 0);
    assertEquals("unlink 1", told(known.down(a)));
    assertTrue(known.attests(A, ANN));
    assertEquals("part 1", told(known.tick(60_000)));
  }

  @Test
  void onlyTheProxyAttestedLastSpeaks() {
    acquainted();
    assertEquals("unlink 1 part 1 meet 1", told(known.introduced(ANN, B, KEY)));
    assertFalse(known.attests(A, ANN));
    assertTrue(known.attests(B, ANN));
    assertEquals("link 1", told(known.up(new Link(B))));
  }

  @Test
  void anotherSigningKeyIsAnotherAcquaintance() {
    acquainted();
    assertEquals("unlink 1 part 1 meet 1", told(known.introduced(ANN, A, OTHER_KEY)));
    assertEquals(Optional.of(OTHER_KEY), known.signingKey(ANN));
    assertEquals("", told(known.introduced(ANN, A, OTHER_KEY)));
    assertEquals("link 1", told(known.up(new Link(A))));
    known.lostSight(ANN, 0);
    assertEquals(Optional.of(OTHER_KEY), known.signingKey(ANN), "out of sight, too");
    known.tick(60_000);
    assertEquals(Optional.empty(), known.signingKey(ANN));
  }

  @Test
  void aNewLinkInPlaceOfAnOldOneIsANewBeginning() {
    Link a = acquainted();
    Link next = new Link(A);
    assertEquals("unlink 1 link 1", told(known.up(next)));
    assertFalse(known.isCurrent(a));
    assertEquals("", told(known.down(a)), "the old one's end is no news");
    assertTrue(known.isCurrent(next));
  }

  @Test
  void aLinkThatHasDiedBeforeItWasHeardOfIsNone() {
    known.introduced(ANN, A, KEY);
    Link dead = new Link(A);
    dead.open = false;
    assertEquals("", told(known.up(dead)));
  }

  @Test
  void anotherMapEndsAll() {
    acquainted();
    known.introduced(BEA, B, KEY);
    assertEquals("unlink 1 part 1 part 2", told(known.endedAll()));
    assertEquals(List.of(), List.copyOf(known.accounts()));
  }

  @Test
  void aCoordinatorThatWasAwayHasAMinuteToIntroduceAnew() {
    acquainted();
    known.introduced(CID, A, KEY);
    known.unsureOfAll(0);
    assertEquals("", told(known.introduced(ANN, A, KEY)));
    assertEquals("unlink 3 part 3", told(known.tick(60_000)));
    assertTrue(known.linked(ANN));
  }

  @Test
  void untilThenEverybodyIsInSightAsBefore() {
    acquainted();
    known.unsureOfAll(0);
    assertTrue(known.inSight(ANN));
    known.unsureOfAll(50_000);
    assertEquals("unlink 1 part 1", told(known.tick(60_000)), "the first doubt counts");
  }

  @Test
  void whoIsLostMeanwhileEndsNoLater() {
    acquainted();
    known.unsureOfAll(0);
    known.lostSight(ANN, 30_000);
    assertFalse(known.inSight(ANN));
    assertEquals("unlink 1 part 1", told(known.tick(60_000)));
  }

  @Test
  void whileSuspendedNobodyIsKnownAndThenWhoeverStillStands() {
    acquainted();
    known.introduced(BEA, B, KEY);
    known.introduced(CID, B, KEY);
    known.lostSight(CID, 0);
    assertEquals("unlink 1 part 1 part 2 part 3", told(known.suspend()));
    assertFalse(known.attests(A, ANN));
    assertEquals("", told(known.introduced(DEE, A, KEY)));
    assertEquals("", told(known.ended(BEA)));
    assertEquals(List.of(), List.copyOf(known.accounts()));
    assertEquals("meet 1 meet 4", told(known.resume()));
    assertEquals("", told(known.resume()));
    assertTrue(known.attests(A, DEE));
  }

  @Test
  void anotherMapForgetsTheSuspendedToo() {
    acquainted();
    known.suspend();
    known.endedAll();
    assertEquals("", told(known.resume()));
    acquainted();
    known.suspend();
    known.unsureOfAll(0);
    assertEquals("", told(known.resume()), "a new membership introduces anew");
  }

  private Link acquainted() {
    Link a = new Link(A);
    known.introduced(ANN, A, KEY);
    known.up(a);
    return a;
  }

  private static String told(List<Change> changes) {
    return changes.stream()
        .map(
            change -> {
              if (change instanceof Change.Introduced) {
                return "meet " + change.account();
              }
              if (change instanceof Change.Ended) {
                return "part " + change.account();
              }
              return (change instanceof Change.Linked ? "link " : "unlink ") + change.account();
            })
        .collect(Collectors.joining(" "));
  }
}
