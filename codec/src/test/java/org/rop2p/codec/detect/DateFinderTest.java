package org.rop2p.codec.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Frames;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketTable;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.Seeded;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.detect.ClientDate.Source;

class DateFinderTest {
  private static final List<ServerKind> KINDS = List.of(ServerKind.values());
  private static final Direction UP = Direction.CLIENT_TO_SERVER;
  private static final Direction DOWN = Direction.SERVER_TO_CLIENT;
  private static final String OLD_LIST = "9D09 9F00"; // one character of 155 bytes
  private static final int OLD_LIST_LENGTH = 159;
  private static final String NEW_LIST = "720B B300"; // one of 175
  private static final int NEW_LIST_LENGTH = 179;
  private static final String BEFORE_WIDE_ITEMS =
      "20180315…20181120 main, 20180321…20180703 re, 20180523…20181113 zero";

  private final List<ClientDate> told = new ArrayList<>();
  private final DateFinder finder = new DateFinder(told::add);

  private DateGuess open(ServerKind kind) {
    return finder.open(kind, true);
  }

  private String fitting() {
    return finder.date().fitting().orElseThrow().toString();
  }

  @Test
  void untilSomethingTellsTheDefaultIsHeld() {
    DateGuess login = open(ServerKind.LOGIN);
    assertFalse(login.read(UP, Frames.padded("6400", 55)));
    assertFalse(login.read(DOWN, Frames.padded("C40A E000", 224)));
    assertEquals(PacketVersion.DEFAULT, login.version());
    assertEquals(Source.DEFAULT, finder.date().source());
    assertEquals(List.of(), finder.date().why());
    assertEquals(List.of(), told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # pages of the character list: id, and bytes of each character
          CHAR | DOWN | 9D09 9F00 | 159 | 20180315…20201006 main, 20180321…20211102 re, 20180523 or later zero
          CHAR | DOWN | 720B B300 | 179 | 20220330 or later main, 20211103 or later re
          # the same behind an account id
          CHAR | DOWN | 81841E00 720B B300 | 183 | 20220330 or later main, 20211103 or later re
          # two without a page of their own, in the older list
          CHAR | DOWN | 81841E00 6B00 5101 | 341 | 20180315…20220329 main, 20180321…20211102 re, 20180523 or later zero
          # the first packet to a map server comes alone, so its length is known
          MAP | UP | 3604 | 19 | 20180315…20210629 main, 20180321…20211102 re, 20180523…20210622 zero
          MAP | UP | 3604 | 23 | 20210630 or later main, 20211103 or later re, 20210623 or later zero
          # a unit with a shield of its own, and one without
          MAP | DOWN | FF09 6800 | 104 | 20180315…20181120 main, 20180321…20180703 re, 20180523…20181113 zero
          MAP | DOWN | FF09 6C00 | 108 | 20181121 or later main, 20180704 or later re, 20181114 or later zero
          MAP | DOWN | FE09 6700 | 103 | 20180315…20181120 main, 20180321…20180703 re, 20180523…20181113 zero
          MAP | DOWN | FD09 6E00 | 110 | 20180315…20181120 main, 20180321…20180703 re, 20180523…20181113 zero
          # cast of a skill, by an id that came up in 2018
          MAP | DOWN | 1A0B | 29 | 20181212 or later main, 20181212 or later re, 20181212 or later zero
          """)
  void oneFrameTells(ServerKind kind, String way, String hex, int length, String fitting) {
    DateGuess guess = open(kind);
    guess.read(way.equals("UP") ? UP : DOWN, Frames.padded(hex, length));
    assertEquals(fitting, fitting());
    ClientDate date = finder.date();
    assertEquals(Source.FOUND, date.source());
    assertTrue(date.fitting().orElseThrow().contains(date.version()), date::toString);
    assertTrue(date.why().get(date.why().size() - 1).endsWith(fitting + "."), date::toString);
    assertEquals(List.of(date), told);
  }

  @Test
  void theFirstPacketToAMapServerIsCutByTheTableOfItsLength() {
    DateGuess guess = open(ServerKind.MAP);
    ByteBuf enter = Frames.padded("3604", 19);
    assertTrue(guess.read(UP, enter), "the default date's has 23 bytes");
    Protocol found = Protocol.of(guess.version());
    assertEquals(19, found.table().length(found.id(Packet.CZ_ENTER)));
    assertEquals(19, enter.readableBytes());
  }

  @ParameterizedTest(name = "{0} bytes of CZ_ENTER, {1}: {2}")
  @CsvSource({
    "1,  nothing known,              false",
    "18, nothing known,              false",
    "19, nothing known,              true",
    "20, nothing known,              false",
    "23, nothing known,              false",
    "19, told by the char server,    false",
    "19, told by another map server, false",
  })
  void whereDatesDisagreeAFirstPacketMayBeTorn(int bytes, String known, boolean mayBe) {
    switch (known) {
      case "told by the char server" ->
          open(ServerKind.CHAR).read(DOWN, Frames.padded(NEW_LIST, NEW_LIST_LENGTH));
      case "told by another map server" -> open(ServerKind.MAP).read(UP, Frames.padded("3604", 19));
      default -> {}
    }
    ByteBuf first = Frames.padded("3604", bytes);
    assertEquals(mayBe, finder.mayBeTorn(first));
    assertEquals(bytes, first.readableBytes());
  }

  @Test
  void whatTheCharServerToldForbidsToTakeATornPacketForAShortOne() {
    open(ServerKind.CHAR).read(DOWN, Frames.padded(NEW_LIST, NEW_LIST_LENGTH));
    DateGuess map = open(ServerKind.MAP);
    assertFalse(map.read(UP, Frames.padded("3604", 19)));
    assertFalse(map.read(UP, Frames.padded("", 4)));
    assertEquals(PacketVersion.DEFAULT, map.version());
    assertEquals("20220330 or later main, 20211103 or later re", fitting());
  }

  @Test
  void theNextConnectionBeginsWithWhatTheLastHasTold() {
    DateGuess map = open(ServerKind.MAP);
    map.read(DOWN, Frames.padded("FF09 6800", 104));
    assertEquals(BEFORE_WIDE_ITEMS, fitting());
    DateGuess next = open(ServerKind.LOGIN);
    assertEquals(finder.date().version(), next.version());
    assertFalse(next.version().hasWideItems());
  }

  @Test
  void anotherClientCountsAlone() {
    open(ServerKind.CHAR).read(DOWN, Frames.padded(NEW_LIST, NEW_LIST_LENGTH));
    DateGuess other = open(ServerKind.CHAR);
    assertTrue(other.read(DOWN, Frames.padded(OLD_LIST, OLD_LIST_LENGTH)));
    assertEquals("20180315…20201006 main, 20180321…20211102 re, 20180523 or later zero", fitting());
    assertEquals(2, told.size());
    assertTrue(finder.date().why().stream().noneMatch(sentence -> sentence.contains("0B72")));
    assertTrue(open(ServerKind.CHAR).read(DOWN, Frames.padded(NEW_LIST, NEW_LIST_LENGTH)));
    assertEquals(PacketVersion.DEFAULT, finder.date().version());
  }

  @Test
  void aClueAgainstAllFramesIsLeftAside() {
    DateGuess map = open(ServerKind.MAP);
    map.read(UP, Frames.padded("3604", 23));
    map.read(DOWN, Frames.padded("FF09 6800", 104));
    assertEquals("20210630 or later main, 20211103 or later re, 20210623 or later zero", fitting());
  }

  @ParameterizedTest
  @CsvSource({
    "MAP, 9A08", // a slot of the shuffle: an older client
    "MAP, FFFF",
    "LOGIN, 1027 0100", // a char server
    "CHAR, 720B 0300", // shorter than its own header
  })
  void aStreamThatNoDateFitsTellsNothing(ServerKind kind, String hex) {
    DateGuess guess = open(kind);
    assertFalse(guess.read(kind == ServerKind.CHAR ? DOWN : UP, Frames.padded(hex, 19)));
    assertFalse(guess.read(DOWN, Frames.padded("FF09 6800", 104)));
    assertEquals(PacketVersion.DEFAULT, guess.version());
    assertEquals(Source.DEFAULT, finder.date().source());
  }

  @Test
  void maskedIdsOfTheClientAreNotLookedAt() {
    DateGuess map = finder.open(ServerKind.MAP, false);
    assertFalse(map.read(UP, Frames.padded("3604", 19)));
    map.read(DOWN, Frames.padded("FF09 6800", 104));
    assertEquals(PacketVersion.DEFAULT, map.version(), "not known to be in step");
    assertEquals(BEFORE_WIDE_ITEMS, fitting());
  }

  @Test
  void whereTablesPartInATornFrameTheConnectionKeepsItsTable() {
    KnownDates dates = KnownDates.all();
    int held = dates.indexOf(PacketVersion.DEFAULT);
    int other = dates.indexOf(PacketVersion.parse("20180620:re"));
    int id = 0;
    while (dates.length(id, held) <= 4 || dates.length(id, other) <= dates.length(id, held)) {
      id++;
    }
    ByteBuf frame = Unpooled.buffer().writeShortLE(id).writeZero(dates.length(id, other) - 2);
    ByteBuf follows = Frames.padded("FF09 6800", 104);
    DateGuess map = open(ServerKind.MAP);
    map.read(DOWN, frame.readRetainedSlice(3));
    assertFalse(map.read(DOWN, frame));
    assertFalse(map.read(DOWN, follows));
    assertEquals(PacketVersion.DEFAULT, map.version());
    assertFalse(open(ServerKind.MAP).version().hasWideItems(), "the next has the right one");
  }

  /** Two dates part, and meet again behind frames of which each has seen others. */
  @Test
  void whereOtherDatesSeeOtherFramesItIsNotSure() {
    KnownDates dates = KnownDates.all();
    int held = dates.length(0x007E, dates.indexOf(PacketVersion.DEFAULT));
    int other = dates.length(0x007E, dates.indexOf(PacketVersion.parse("20180620:re")));
    ByteBuf stream = Unpooled.buffer();
    stream.writeBytes(Frames.padded("7E00", held)); // with the next one it is one of the other date
    stream.writeBytes(Frames.padded("F300", other - held));
    stream.setShortLE(held + 2, other - held);
    for (int cut = 1; cut < other; cut++) {
      DateGuess guess = open(ServerKind.CHAR);
      ByteBuf rest = stream.duplicate();
      guess.read(UP, rest.readSlice(cut));
      assertEquals(cut < 2, guess.isSureOf(UP), "of the first " + cut);
      guess.read(UP, rest);
      assertFalse(guess.isSureOf(UP), "where they meet, cut at " + cut);
      guess.read(UP, Frames.padded("7D00", 2));
      assertTrue(guess.isSureOf(UP), "behind that");
      assertTrue(guess.isSureOf(DOWN));
    }
  }

  @Test
  void itIsSureAgainWhenTheOthersAreOut() {
    DateGuess map = open(ServerKind.MAP);
    map.read(UP, Frames.padded("3604", 23));
    assertTrue(map.isSureOf(UP), "what has 19 bytes came alone");
    DateGuess list = open(ServerKind.CHAR);
    list.read(DOWN, Frames.padded("81841E00", 4));
    list.read(DOWN, Frames.padded(OLD_LIST, OLD_LIST_LENGTH));
    assertTrue(list.isSureOf(DOWN), "the account id is no packet");
  }

  @Test
  void itIsNotSureOfWhatItsOwnDateDoesNotFit() {
    DateGuess map = open(ServerKind.MAP);
    map.read(UP, Frames.padded("FFFF", 8));
    assertFalse(map.isSureOf(UP));
  }

  @Test
  void itDoesNotMatterHowAStreamIsCut() {
    byte[] stream = Frames.bytes("8302 01020304 EB02 00000000 000000 0505 0000".replace(" ", ""));
    Seeded.times(
        50,
        random -> {
          ByteBuf all = Unpooled.buffer();
          all.writeBytes(stream);
          for (int i = 0; i < 20; i++) {
            all.writeBytes(
                random.nextBoolean() ? Frames.padded("FF09 6800", 104) : Frames.padded("B000", 8));
          }
          all.writeBytes(Frames.padded("FF09 6800", 104));
          DateFinder own = new DateFinder(date -> {});
          DateGuess map = own.open(ServerKind.MAP, true);
          while (all.isReadable()) {
            map.read(DOWN, all.readSlice(1 + random.nextInt(Math.min(9, all.readableBytes()))));
          }
          assertEquals(BEFORE_WIDE_ITEMS, own.date().fitting().orElseThrow().toString());
        });
  }

  @Test
  void hostileBytesNeitherThrowNorMove() {
    Seeded.times(
        2_000,
        random -> {
          DateGuess guess = open(KINDS.get(random.nextInt(KINDS.size())));
          for (int i = 0; i < 8; i++) {
            ByteBuf bytes = Unpooled.wrappedBuffer(plausible(random));
            int readable = bytes.readableBytes();
            guess.read(random.nextBoolean() ? UP : DOWN, bytes);
            assertEquals(readable, bytes.readableBytes());
            assertEquals(0, bytes.readerIndex());
          }
          ClientDate date = finder.date();
          assertTrue(date.fitting().orElseThrow().contains(date.version()));
        });
  }

  /** Known ids with whatever behind them, so that not all ends with the first. */
  private static byte[] plausible(Random random) {
    PacketTable table = Protocol.of(PacketVersion.DEFAULT).table();
    int[] ids = table.ids().toArray();
    byte[] bytes = Seeded.bytes(random, 60);
    for (int at = 0; at + 4 < bytes.length && random.nextInt(10) > 0; ) {
      int id = ids[random.nextInt(ids.length)];
      bytes[at] = (byte) id;
      bytes[at + 1] = (byte) (id >>> Byte.SIZE);
      bytes[at + 3] = 0;
      at += table.length(id) > 0 ? table.length(id) : 4 + (bytes[at + 2] & 0x1F);
    }
    return bytes;
  }
}
