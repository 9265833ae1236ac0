package org.rop2p.testbed.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.proxy.replay.CutMode;
import org.rop2p.proxy.replay.RecordedZones;
import org.rop2p.proxy.replay.Recording;
import org.rop2p.proxy.replay.Replay;
import org.rop2p.proxy.replay.ReplayReport;
import org.rop2p.proxy.replay.ReplayServer;

class ReplayTest {
  private static final Protocol PROTOCOL = Protocol.of(PacketVersion.DEFAULT);
  private static final Duration PATIENT = Duration.ofSeconds(30);

  /** For faults that show only in something never arriving. */
  private static final Duration IMPATIENT = Duration.ofSeconds(2);

  @TempDir private Path folder;
  private final List<String> progress = new ArrayList<>();
  private int maps;

  private ReplayReport play(NaiveRelay.Fault fault, CutMode mode, long seed, Duration patience)
      throws Exception {
    return play(MiniSession.into(folder), fault, mode, seed, patience);
  }

  private ReplayReport play(
      Path session, NaiveRelay.Fault fault, CutMode mode, long seed, Duration patience)
      throws Exception {
    Recording recording = Recording.load(session);
    try (ReplayServer server = ReplayServer.open(recording, PROTOCOL);
        NaiveRelay relay = new NaiveRelay(server.login(), fault)) {
      return new Replay(
              recording,
              PROTOCOL,
              server,
              relay.login(),
              mode,
              new Random(seed),
              patience,
              () -> maps++,
              progress::add)
          .run();
    }
  }

  @ParameterizedTest(name = "cut {0}")
  @EnumSource(CutMode.class)
  void aFaithfulRelayPasses(CutMode mode) throws Exception {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    ReplayReport report = play(NaiveRelay.Fault.NONE, mode, seed, PATIENT);

    assertEquals(Optional.empty(), report.mismatch());
    assertTrue(report.passed());
    assertEquals(4, report.connections());
    assertEquals(1 + 2 + 4 + 1, report.framesC2s());
    assertEquals(1 + 3 + 5 + 2, report.framesS2c());
    int up = 55 + 17 + 3 + 23 + 2 + 15 + 6 + 23;
    int down = 224 + 4 + 4 + 156 + 6 + 13 + 16 + 6 + 156 + 6 + 3;
    assertEquals(up + down, report.bytes());
    assertEquals(4, progress.size());
    assertEquals(1, maps, "one client has loaded a map");
  }

  @ParameterizedTest(name = "a relay that {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DROPS_A_BYTE_OF_THE_CLIENT        | 01-login client to server: offset 6 (packet 0064
          CHANGES_A_BYTE_OF_THE_SERVER      | 03-map server to client: offset 11 (packet 02EB that began at 6): expected 00
          ADDS_A_PACKET_OF_ITS_OWN          | 03-map server to client: offset 41
          SWAPS_TWO_FRAMES                  | 03-map server to client: offset 19 (packet 008E that began at 19): expected 8e
          TEARS_CLIENT_FRAMES               | 01-login client to server: a read ended at offset 2, within packet 0064
          LEAVES_THE_ADDRESS                | the proxy did not rewrite it
          LEADS_NOWHERE                     | 02-char: the proxy does not accept at
          WRITES_ANOTHER_HOST               | is contradicted by its host text 'game'
          HANGS_UP_EARLY                    | 01-login server to client: 0 of 224 bytes have arrived
          ANSWERS_FIN_ITSELF                | the proxy closed a connection that the other side had not
          """)
  void aFaultIsFoundAndNamed(NaiveRelay.Fault fault, String explanation) throws Exception {
    ReplayReport report = play(fault, CutMode.RECORDED, 0, PATIENT);

    String mismatch = report.mismatch().orElse("no mismatch");
    assertTrue(mismatch.contains(explanation), mismatch);
  }

  @ParameterizedTest(name = "a relay that {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DROPS_THE_LAST_BYTE_OF_THE_SERVER | 03-map server to client: 18 of
          KEEPS_FIN_TO_ITSELF               | 01-login: the proxy has not passed on c2s:FIN
          """)
  void whatNeverArrivesIsNamedWhenPatienceIsOver(NaiveRelay.Fault fault, String explanation)
      throws Exception {
    ReplayReport report = play(fault, CutMode.RECORDED, 0, IMPATIENT);

    String mismatch = report.mismatch().orElse("no mismatch");
    assertTrue(mismatch.contains(explanation), mismatch);
  }

  @Test
  void aFinIsNoRst() throws Exception {
    ReplayReport report =
        play(
            MiniSession.into(folder, "c2s:RST"),
            NaiveRelay.Fault.TURNS_RST_INTO_FIN,
            CutMode.RECORDED,
            0,
            PATIENT);

    assertEquals(
        Optional.of("01-login: the proxy has passed on c2s:RST as FIN"), report.mismatch());
  }

  @Test
  void zonesOfARecordingAreTheCoordinators() throws Exception {
    Recording recording = Recording.load(MiniSession.into(folder));
    assertEquals(
        Map.of("prontera", "{chat: mirror, emote: mirror, movement: mirror}"),
        RecordedZones.policies(recording, PROTOCOL),
        "one player");
  }

  @Test
  void givingUpFramingFailsAReplayWithoutMismatch() {
    ReplayReport clean = new ReplayReport(1, 1, 1, 2, 0, Optional.empty());

    assertTrue(clean.passed());
    assertEquals(false, clean.withBlind(1).passed());
  }
}
