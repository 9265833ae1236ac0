package org.rop2p.proxy.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.Branch;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ProtocolDates;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.obfuscation.KeyChoice;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.relay.Tap;

class RecorderTest {
  private static final Protocol PROTOCOL = Protocol.of(PacketVersion.DEFAULT);
  private static final InetSocketAddress SERVER =
      InetSocketAddress.createUnresolved("localhost", 6900);

  private static final Direction UP = Direction.CLIENT_TO_SERVER;

  /** The last of the branches whose ids have stopped to move. */
  private static final int FIRST_FOUND = 20180523;

  /** A packet that clients have had since this date. */
  private static final String NEWER = "C10B 0700 AABBCC";

  private static final String NEWER_DATE = "20221006:main";

  /** What a client answers who is asked for the password of the storage; 32 bytes follow. */
  private static final String STORAGE_KEY = "3B02 0300";

  @TempDir private Path temp;

  /** Of each frame: what is kept, as hex; the rest is zero. */
  @ParameterizedTest
  @CsvSource({
    // account and password of a login
    "LOGIN, up, 6400 14000000 'anna' 0000 'secret', 6400",
    // with a hash
    "LOGIN, up, DD01 14000000 'anna' 0000 'secret', DD01",
    // a token of a launcher, of variable length
    "LOGIN, up, 2508 6000 14000000 'token', 2508 6000",
    "LOGIN, down, 6A00 03 'until', 6A00 03 'until'",
    // a PIN, and the birth date with which a character is deleted
    "CHAR, up, BA08 81841E00 'PIN1' , BA08",
    "CHAR, up, 2908 D2490200 '990101', 2908",
    "CHAR, up, 6600 01, 6600 01",
    "MAP, up, D500 0F00 1400 01 'password', D500 0F00 1400 01",
    "MAP, up, D900 01000000 'password', D900 01000000",
    "MAP, up, F300 0A00 'A : b ', F300 0A00 'A : b '",
  })
  void secretsAreZeros(ServerKind kind, String way, String frame, String kept) throws Exception {
    boolean up = way.equals("up");
    Direction direction = up ? Direction.CLIENT_TO_SERVER : Direction.SERVER_TO_CLIENT;
    byte[] whole = padded(Hex.frame(frame));
    Recorder recorder = start(Recorder.MAX_BYTES);
    Tap.Line line = recorder.joined(kind, SERVER, PROTOCOL);
    for (byte b : whole) {
      line.came(direction, Unpooled.wrappedBuffer(new byte[] {b}), true); // torn as can be
    }
    line.over();
    recorder.close();
    byte[] expected = Arrays.copyOf(ByteBufUtil.getBytes(Hex.frame(kept)), whole.length);
    String name = "01-" + kind.name().toLowerCase(java.util.Locale.ROOT) + (up ? "-c2s" : "-s2c");
    assertArrayEquals(expected, Files.readAllBytes(folder().resolve(name + ".bin")));
  }

  @Test
  void aTokenInTheAnswerToALoginIsZeros() throws Exception {
    byte[] answer = new byte[64 + 160];
    ByteBuf frame = Unpooled.wrappedBuffer(answer).setIndex(0, 0);
    frame.writeShortLE(0x0AC4).writeShortLE(answer.length).writeIntLE(0x12345678);
    byte[] token = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    frame.setBytes(47, token);
    Recorder recorder = start(Recorder.MAX_BYTES);
    Tap.Line line = recorder.joined(ServerKind.LOGIN, SERVER, PROTOCOL);
    line.came(Direction.SERVER_TO_CLIENT, Unpooled.wrappedBuffer(answer), true);
    line.over();
    recorder.close();
    Arrays.fill(answer, 47, 47 + token.length, (byte) 0);
    assertArrayEquals(answer, Files.readAllBytes(folder().resolve("01-login-s2c.bin")));
  }

  @Test
  void whatIsNoWholeFrameAtTheEndIsLeftOut() throws Exception {
    Recorder recorder = start(Recorder.MAX_BYTES);
    Tap.Line line = recorder.joined(ServerKind.MAP, SERVER, PROTOCOL);
    line.came(Direction.CLIENT_TO_SERVER, Hex.frame("7D00 F300 0A00 'A :'"), true);
    line.ended(Direction.CLIENT_TO_SERVER, false);
    line.ended(Direction.SERVER_TO_CLIENT, true);
    line.over();
    recorder.close();
    assertEquals(2, Files.size(folder().resolve("01-map-c2s.bin")));
    List<String> chunks = Files.readAllLines(folder().resolve("01-map.chunks.tsv"));
    assertEquals(2, chunks.size());
    assertTrue(chunks.get(1).endsWith("c2s\t0\t2"), chunks.get(1));
    String row = Files.readAllLines(folder().resolve("connections.tsv")).get(1);
    assertTrue(row.contains("\tc2s:FIN\t"), row);
  }

  /** Framing is lost at a login: nobody knows what it is, so nothing of it is kept. */
  @Test
  void whatCannotBeReadIsZerosWhereItMayBeSecret() throws Exception {
    Recorder recorder = start(Recorder.MAX_BYTES);
    for (ServerKind kind : List.of(ServerKind.LOGIN, ServerKind.MAP)) {
      Tap.Line line = recorder.joined(kind, SERVER, PROTOCOL);
      line.came(Direction.CLIENT_TO_SERVER, Hex.frame("FFFE 'secret'"), true);
      line.came(Direction.CLIENT_TO_SERVER, Hex.frame("'more'"), true);
      line.came(Direction.SERVER_TO_CLIENT, Hex.frame("FFFE 'told'"), true);
      line.over();
    }
    recorder.close();
    assertArrayEquals(new byte[12], Files.readAllBytes(folder().resolve("01-login-c2s.bin")));
    assertArrayEquals(new byte[12], Files.readAllBytes(folder().resolve("02-map-c2s.bin")));
    assertTrue(
        Files.readString(folder().resolve("02-map-s2c.bin"), StandardCharsets.ISO_8859_1)
            .endsWith("told"));
  }

  /** The relay finds the client date in the middle of a connection, and a frame is torn there. */
  @Test
  void itReadsByTheProtocolThatTheRelayHasFound() throws Exception {
    Recorder recorder = start(Recorder.MAX_BYTES);
    Tap.Line line = recorder.joined(ServerKind.MAP, SERVER, PROTOCOL);
    line.came(UP, Hex.frame("7D00" + NEWER.substring(0, 2)), true);
    line.readBy(Protocol.of(PacketVersion.parse(NEWER_DATE)));
    line.came(UP, Hex.frame(NEWER.substring(2) + STORAGE_KEY + "'secret!!'" + "00*24 7D00"), true);
    line.over();
    recorder.close();
    assertArrayEquals(
        Hex.bytes("7D00" + NEWER + STORAGE_KEY + "00*32 7D00"),
        Files.readAllBytes(folder().resolve("01-map-c2s.bin")));
  }

  /** Of several dates that are possible each sees other frames: any may be a password's. */
  @Test
  void whatIsNotSurelyAFrameIsZerosWhereSomeHaveSecrets() throws Exception {
    Recorder recorder = start(Recorder.MAX_BYTES);
    String line = "F300 0A00 'A : b '";
    for (ServerKind kind : ServerKind.values()) {
      Tap.Line connection = recorder.joined(kind, SERVER, PROTOCOL);
      for (Direction direction : Direction.values()) {
        connection.came(direction, Hex.frame("6A00 00*21"), true);
        connection.came(direction, Hex.frame(line), false);
        connection.came(direction, Hex.frame("6A00 00*21"), true);
      }
      connection.over();
    }
    recorder.close();
    for (String stream : List.of("01-login-c2s", "01-login-s2c", "02-char-c2s", "03-map-c2s")) {
      byte[] doubtful =
          Arrays.copyOfRange(Files.readAllBytes(folder().resolve(stream + ".bin")), 23, 33);
      assertArrayEquals(new byte[10], doubtful, stream);
    }
    for (String stream : List.of("02-char-s2c", "03-map-s2c")) {
      assertArrayEquals(
          Hex.bytes("6A00 00*21" + line + "6A00 00*21"),
          Files.readAllBytes(folder().resolve(stream + ".bin")),
          stream);
    }
  }

  /** So that a date which is only held until a better one is found hides no password. */
  @Test
  void atNoDateThatCanBeFoundIsAPasswordsIdAnotherPackets() {
    for (Branch branch : Branch.values()) {
      for (int date : ProtocolDates.changes(branch, FIRST_FOUND)) {
        Protocol protocol = Protocol.of(new PacketVersion(date, branch));
        for (int[] password : Secrets.MAP_PASSWORDS) {
          Packet packet = protocol.packet(password[0], UP);
          assertTrue(
              packet == null
                  || packet == Packet.CZ_CREATE_CHATROOM
                  || packet == Packet.CZ_REQ_ENTER_ROOM,
              () -> "%04X at %s".formatted(password[0], protocol.version()));
        }
      }
    }
  }

  @Test
  void itEndsWhenItIsLargeAndTheGameGoesOn() throws Exception {
    Recorder recorder = start(10_000);
    Tap.Line line = recorder.joined(ServerKind.MAP, SERVER, PROTOCOL);
    for (int i = 0; i < 2_000; i++) {
      line.came(Direction.CLIENT_TO_SERVER, Hex.frame("7D00"), true);
    }
    line.over();
    recorder.close();
    assertNull(recorder.joined(ServerKind.MAP, SERVER, PROTOCOL));
    long bytes = 0;
    try (var files = Files.list(folder())) {
      for (Path file : files.filter(f -> f.toString().contains("01-map")).toList()) {
        bytes += Files.size(file);
      }
    }
    assertTrue(bytes > 9_000 && bytes < 11_000, "bytes " + bytes);
    String row = Files.readAllLines(folder().resolve("connections.tsv")).get(1);
    assertTrue(row.contains("\t-\t"), "still open: " + row);
  }

  @Test
  void aDiskThatFailsEndsItAndTheGameGoesOn() throws Exception {
    Recorder recorder = start(Recorder.MAX_BYTES);
    Files.createDirectory(folder().resolve("01-map-c2s.bin"));
    Tap.Line line = recorder.joined(ServerKind.MAP, SERVER, PROTOCOL);
    while (recorder.joined(ServerKind.CHAR, SERVER, PROTOCOL) != null) {
      Thread.onSpinWait();
    }
    line.came(Direction.CLIENT_TO_SERVER, Hex.frame("7D00"), true);
    line.over();
    recorder.close();
  }

  @Test
  void onlyItsOwnerReadsIt() throws Exception {
    Recorder recorder = start(Recorder.MAX_BYTES);
    recorder.joined(ServerKind.MAP, SERVER, PROTOCOL).over();
    recorder.close();
    Assumptions.assumeTrue(
        Files.getFileStore(folder()).supportsFileAttributeView("posix"), "no owners here");
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder().resolve("01-map-c2s.bin"))));
  }

  @Test
  void aSecondRecordingNeedsAnotherFolder() throws Exception {
    start(Recorder.MAX_BYTES).close();
    IOException refused = assertThrows(IOException.class, () -> start(Recorder.MAX_BYTES));
    assertEquals(
        "there is a recording in " + folder() + " already: name another folder with --record",
        refused.getMessage());
    Path file = Files.createFile(temp.resolve("file"));
    assertThrows(
        IOException.class,
        () -> Recorder.start(file.resolve("in"), PROTOCOL::version, KeyChoice.AUTO));
    assertFalse(Files.isDirectory(file));
  }

  private Path folder() {
    return temp.resolve("session");
  }

  private Recorder start(long maxBytes) throws IOException {
    return Recorder.start(folder(), maxBytes, PROTOCOL::version, KeyChoice.AUTO);
  }

  /** As long as its table or its own length says. */
  private static byte[] padded(ByteBuf frame) {
    int length = PROTOCOL.table().length(frame.getUnsignedShortLE(0));
    return Arrays.copyOf(
        ByteBufUtil.getBytes(frame), length < 0 ? frame.getUnsignedShortLE(2) : length);
  }
}
