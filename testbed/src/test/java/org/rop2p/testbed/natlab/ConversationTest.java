package org.rop2p.testbed.natlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.EndpointConfig;

class ConversationTest {
  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final Duration AT_ONCE = Duration.ZERO;

  private final List<Line> atLeft = new ArrayList<>();
  private final List<Line> atRight = new ArrayList<>();
  private final Conversation conversation = new Conversation(4, atLeft::add, atRight::add);

  @Test
  void signallingGoesToTheOtherHostAsItCame() {
    Line offer = Line.of("offer", 4, "ufrag", "pwd");
    Line candidate = Line.of("candidate", 4, "candidate:…");
    conversation.hear(Side.LEFT, offer);
    conversation.hear(Side.RIGHT, candidate);
    assertEquals(List.of(offer), atRight);
    assertEquals(List.of(candidate), atLeft);
  }

  @Test
  void aLinkIsUpWhenBothEndsSaySoAndTakesAsLongAsTheSlower() throws Exception {
    conversation.hear(Side.LEFT, Line.of("up", 4, "direct", 120));
    assertEquals(Optional.empty(), conversation.awaitUp(AT_ONCE));
    conversation.hear(Side.RIGHT, Line.of("up", 4, "direct", 95));
    assertEquals(
        Optional.of(new Conversation.Up(Outcome.DIRECT, 120)), conversation.awaitUp(AT_ONCE));
  }

  @Test
  void onePathThroughARelayIsEnoughForOne() throws Exception {
    conversation.hear(Side.LEFT, Line.of("up", 4, "direct", 1));
    conversation.hear(Side.RIGHT, Line.of("up", 4, "relay", 1));
    assertEquals(Outcome.RELAY, conversation.awaitUp(AT_ONCE).orElseThrow().path());
  }

  @Test
  void whoHearsThatOneEndIsDownWaitsNoLonger() throws Exception {
    conversation.hear(Side.LEFT, Line.of("up", 4, "direct", 1));
    conversation.hear(Side.RIGHT, Line.of("down", 4, "HANDSHAKE_FAILED"));
    assertEquals(Optional.empty(), conversation.awaitUp(PATIENT));
    assertFalse(conversation.stands());
    assertEquals(Optional.empty(), conversation.awaitDown(AT_ONCE), "one end does not know");
    conversation.hear(Side.LEFT, Line.of("down", 4, "SILENT"));
    assertTrue(conversation.awaitDown(AT_ONCE).isPresent());
  }

  /** The programs as the lab runs them, in this process and on loopback. */
  @Test
  void twoPeersLinkAndCountWhatTheySend() throws Exception {
    try (LoopbackPeers peers = new LoopbackPeers()) {
      peers.talk.begin(Map.of(Side.LEFT, Means.CHECKS, Side.RIGHT, Means.CHECKS));
      assertEquals(Outcome.DIRECT, peers.talk.awaitUp(PATIENT).orElseThrow().path());
      peers.talk.send(Channel.RELIABLE, 20, 1);
      Map<Side, Tally.Counted> counted = peers.talk.tallies();
      long end = System.nanoTime() + PATIENT.toNanos();
      while (counted.values().stream().anyMatch(tally -> tally.received() < 20)) {
        assertTrue(System.nanoTime() < end, counted.toString());
        counted = peers.talk.tallies();
      }
      counted.values().forEach(tally -> assertEquals(20, tally.sent()));
      counted.values().forEach(tally -> assertEquals(0, tally.doubled()));
      assertTrue(peers.talk.stands());
    }
  }

  /** Each program hears on a thread of its own, as it would its standard input. */
  private static final class LoopbackPeers implements AutoCloseable {
    private final ExecutorService left = Executors.newSingleThreadExecutor();
    private final ExecutorService right = Executors.newSingleThreadExecutor();
    private final PeerProgram leftProgram;
    private final PeerProgram rightProgram;
    private final Conversation talk;

    LoopbackPeers() {
      EndpointConfig config =
          EndpointConfig.defaults()
              .withBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .withLoopbackCandidates(true);
      leftProgram = new PeerProgram(means -> config, line -> hear(Side.LEFT, line));
      rightProgram = new PeerProgram(means -> config, line -> hear(Side.RIGHT, line));
      talk =
          new Conversation(
              1,
              line -> left.execute(() -> tell(leftProgram, line)),
              line -> right.execute(() -> tell(rightProgram, line)));
    }

    private void hear(Side side, Line line) {
      talk.hear(side, line);
    }

    private static void tell(PeerProgram program, Line line) {
      try {
        program.hear(line);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      talk.close();
      for (ExecutorService host : List.of(left, right)) {
        host.shutdown();
        try {
          assertTrue(host.awaitTermination(PATIENT.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
