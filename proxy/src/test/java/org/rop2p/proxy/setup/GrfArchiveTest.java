package org.rop2p.proxy.setup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrfArchiveTest {
  private static final byte[] XML = "<address>a</address>".getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFileIsFoundAndTakenOut(boolean wide) throws IOException {
    Path archive =
        archive(
            grf(wide)
                .with("data\\À¯Àú.txt", new byte[100])
                .withFolder("data\\clientinfo.xml")
                .with("data\\SClientInfo.xml", XML)
                .with("data\\clientinfo.xml", new byte[3])
                .bytes());
    GrfArchive.Entry found = GrfArchive.find(archive, GameFiles.INSIDE).orElseThrow();
    assertEquals("SClientInfo.xml", found.simpleName());
    assertFalse(found.locked());
    assertArrayEquals(XML, GrfArchive.extract(archive, found, 1_000));
  }

  @Test
  void anArchiveWithoutItHasNone() throws IOException {
    assertEquals(Optional.empty(), find(new Grf().bytes()));
    assertEquals(Optional.empty(), find(new Grf().with("clientinfo.xml", XML).bytes()));
  }

  @ParameterizedTest
  @ValueSource(ints = {Grf.LOCKED, 5, Grf.LOCKED_BY_NEWER_CLIENTS})
  void whatIsLockedIsSaidSoAndNotTakenOut(int flags) throws IOException {
    Path archive = archive(Grf.wide().with("data\\clientinfo.xml", XML, flags, 20).bytes());
    GrfArchive.Entry found = GrfArchive.find(archive, GameFiles.INSIDE).orElseThrow();
    assertTrue(found.locked());
    assertThrows(IOException.class, () -> GrfArchive.extract(archive, found, 1_000));
  }

  @ParameterizedTest(name = "{0} bytes said")
  @ValueSource(ints = {0, 19, 21, 1_001, -1, Integer.MAX_VALUE})
  void aLengthThatIsNotTrueIsNotBelieved(int said) throws IOException {
    Path archive = archive(new Grf().with("data/clientinfo.xml", XML, Grf.FILE, said).bytes());
    GrfArchive.Entry found = GrfArchive.find(archive, GameFiles.INSIDE).orElseThrow();
    assertThrows(IOException.class, () -> GrfArchive.extract(archive, found, 1_000));
  }

  /** As tools wrote it before the table could lie behind 4 GiB. */
  @Test
  void whatIsNoUpperHalfOfAnOffsetIsNotTakenForOne() throws IOException {
    Grf grf = Grf.wide().with("data\\clientinfo.xml", XML);
    assertTrue(find(grf.bytes(Grf.MAGIC, 0x300)).isPresent());
    assertTrue(find(grf.bytes(Grf.MAGIC, 0x300, 0x01020304)).isPresent());
    assertEquals("it is damaged", problem(grf.bytes(Grf.MAGIC, 0x300, 1)), "a table behind 4 GiB");
  }

  @Test
  void aFileBehindFourGibibytesIsFoundAndTakenOut() throws IOException {
    long shift = 5L << 30;
    Path archive = folder.resolve("sparse.grf");
    byte[] moved = Grf.wide().at(shift).with("data\\clientinfo.xml", XML).bytes();
    try (FileChannel file =
        FileChannel.open(
            archive,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.SPARSE,
            StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(moved, 0, GrfArchive.HEADER_BYTES));
      file.write(
          ByteBuffer.wrap(moved, GrfArchive.HEADER_BYTES, moved.length - GrfArchive.HEADER_BYTES),
          GrfArchive.HEADER_BYTES + shift);
    }
    GrfArchive.Entry found = GrfArchive.find(archive, GameFiles.INSIDE).orElseThrow();
    assertArrayEquals(XML, GrfArchive.extract(archive, found, 1_000));
  }

  @Test
  void otherVersionsAndOtherFilesAreSaidSo() throws IOException {
    assertEquals("it is of version 0x103", problem(new Grf().bytes(Grf.MAGIC, 0x103)));
    assertEquals("it is of version 0x301", problem(Grf.wide().bytes(Grf.WIDE_MAGIC, 0x301)));
    assertEquals("it is no GRF archive", problem(new Grf().bytes("Event Horizons\0\0", 0x200)));
    assertEquals("it is damaged", problem(new byte[0]));
  }

  @Test
  void aNameWithoutEndIsDamage() throws IOException {
    assertEquals("it is damaged", problem(new Grf().with("x".repeat(2_000), XML).bytes()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyTruncatedArchiveIsDamagedOrStillHasTheFile(boolean wide) throws IOException {
    byte[] whole =
        grf(wide).with("a", new byte[9]).with("data\\clientinfo.xml", XML).with("b", XML).bytes();
    for (int length = 0; length < whole.length; length++) {
      assertEquals("it is damaged", problem(Arrays.copyOf(whole, length)), "of " + length);
    }
    assertTrue(find(whole).isPresent());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anyByteMayBeAnother(boolean wide) throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] whole = grf(wide).with("a", new byte[9]).with("data\\clientinfo.xml", XML).bytes();
    for (int round = 0; round < 500; round++) {
      byte[] changed = whole.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      Path archive = archive(changed);
      try {
        Optional<GrfArchive.Entry> found = GrfArchive.find(archive, GameFiles.INSIDE);
        if (found.isPresent()) {
          assertTrue(GrfArchive.extract(archive, found.get(), 1_000).length <= 1_000);
        }
      } catch (IOException e) {
        assertTrue(
            e.getMessage().startsWith("it is "), () -> "seed " + seed + ": " + e.getMessage());
      }
    }
  }

  private static Grf grf(boolean wide) {
    return wide ? Grf.wide() : new Grf();
  }

  private String problem(byte[] archive) {
    return assertThrows(IOException.class, () -> find(archive)).getMessage();
  }

  private Optional<GrfArchive.Entry> find(byte[] archive) throws IOException {
    return GrfArchive.find(archive(archive), GameFiles.INSIDE);
  }

  private Path archive(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("data.grf"), bytes);
  }
}
