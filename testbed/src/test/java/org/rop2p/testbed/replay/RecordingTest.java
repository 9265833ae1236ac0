package org.rop2p.testbed.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rop2p.codec.Direction;
import org.rop2p.codec.ServerKind;
import org.rop2p.proxy.replay.Chunk;
import org.rop2p.proxy.replay.CutMode;
import org.rop2p.proxy.replay.RecordedConnection;
import org.rop2p.proxy.replay.Recording;
import org.rop2p.proxy.replay.Script;
import org.rop2p.proxy.replay.Step;
import org.rop2p.proxy.replay.UnusableRecordingException;

class RecordingTest {
  @TempDir private Path folder;

  @BeforeEach
  void record() {
    MiniSession.into(folder);
  }

  @Test
  void connectionsAreReadWithTheirChunks() throws UnusableRecordingException {
    List<RecordedConnection> connections = Recording.load(folder).connections();

    assertEquals(
        List.of("01-login", "02-char", "03-map", "04-map"),
        connections.stream().map(RecordedConnection::name).toList());
    RecordedConnection character = connections.get(1);
    assertEquals(ServerKind.CHAR, character.kind());
    assertEquals(MiniSession.CHAR_PORT, character.serverPort());
    assertEquals(
        new Chunk(104.5, Direction.SERVER_TO_CLIENT, 8, 156),
        character.chunks().get(character.chunks().size() - 1));
    assertEquals(RecordedConnection.Closing.SERVER_FIN, connections.get(3).closing());
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path missing = folder.resolve("nowhere");

    UnusableRecordingException e =
        assertThrows(UnusableRecordingException.class, () -> Recording.load(missing));

    assertTrue(e.getMessage().startsWith("There is no folder " + missing), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "connections.tsv",
    "01-login-c2s.bin",
    "02-char-s2c.bin",
    "03-map.chunks.tsv",
  })
  void aFileThatIsNotThereIsNamed(String file) throws IOException {
    Files.delete(folder.resolve(file));

    UnusableRecordingException e =
        assertThrows(UnusableRecordingException.class, () -> Recording.load(folder));

    assertTrue(e.getMessage().contains(file), e.getMessage());
  }

  @ParameterizedTest(name = "{0}: {1} becomes {2}")
  @CsvSource({
    "connections.tsv, s2c:FIN, s2c:BYE, first_close is 's2c:BYE'",
    "connections.tsv, login, logon, 01-logon",
    "connections.tsv, \tchar\t, \tcher\t, 02-cher",
    "connections.tsv, 6900, many, server_port is 'many' where a number is needed",
    "connections.tsv, server_port, port, without server_port",
    "02-char.chunks.tsv, s2c, s3c, direction is 's3c'",
    "02-char.chunks.tsv, s2c\t8\t, s2c\t9\t, a gap: a chunk of SERVER_TO_CLIENT begins at 9",
    "02-char.chunks.tsv, \t156, \t155, covers 163 bytes of SERVER_TO_CLIENT, but 164",
    "02-char.chunks.tsv, \t17, \t0, a gap",
  })
  void whatCannotBeReadIsNamed(String file, String right, String wrong, String named)
      throws IOException {
    Path damaged = folder.resolve(file);
    String text = Files.readString(damaged);
    assertTrue(text.contains(right));
    Files.writeString(damaged, text.replace(right, wrong));

    UnusableRecordingException e =
        assertThrows(UnusableRecordingException.class, () -> Recording.load(folder));

    assertTrue(e.getMessage().contains(named), e.getMessage());
  }

  @Test
  void withoutALoginThereIsNothingToLeadAProxyTo() throws IOException {
    Path index = folder.resolve("connections.tsv");
    List<String> lines = Files.readAllLines(index);
    lines.remove(1);
    Files.write(index, lines);

    UnusableRecordingException e =
        assertThrows(UnusableRecordingException.class, () -> Recording.load(folder));

    assertTrue(e.getMessage().contains("no login connection"), e.getMessage());
  }

  @ParameterizedTest
  @EnumSource(CutMode.class)
  void everyCutSendsEveryByteOnceAndInOrder(CutMode mode) throws UnusableRecordingException {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Recording recording = Recording.load(folder);
    List<Step> script = Script.of(recording, mode, new Random(seed));

    for (int c = 0; c < recording.connections().size(); c++) {
      for (Direction direction : Direction.values()) {
        int due = 0;
        for (Step step : script) {
          if (step instanceof Step.Send send
              && send.connection() == c
              && send.direction() == direction) {
            assertEquals(due, send.offset());
            due += send.length();
          }
        }
        assertEquals(recording.connections().get(c).bytes(direction).length, due);
      }
    }
  }

  @Test
  void connectionsEndOneAfterTheOtherAsRecorded() throws UnusableRecordingException {
    List<Step> script = Script.of(Recording.load(folder), CutMode.COALESCED, new Random(1));

    List<Integer> order = script.stream().map(Step::connection).distinct().toList();

    assertEquals(IntStream.range(0, 4).boxed().toList(), order);
    assertEquals(new Step.Close(3), script.get(script.size() - 1));
  }

  @Test
  void coalescedChunksStopAtTheOtherSidesNext() throws UnusableRecordingException {
    List<Step> script = Script.of(Recording.load(folder), CutMode.COALESCED, new Random(1));

    assertTrue(script.contains(new Step.Send(2, Direction.SERVER_TO_CLIENT, 0, 19)));
    assertTrue(script.contains(new Step.Send(2, Direction.CLIENT_TO_SERVER, 23, 23)));
  }
}
