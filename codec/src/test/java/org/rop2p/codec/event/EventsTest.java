package org.rop2p.codec.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Frames;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketTable;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Creature;
import org.rop2p.codec.view.RawText;

/**
 * What frames mean, by hand: 81841e00 is account 2000001, 80778e06 the unit 110000000 that is no
 * player, 258640 the cell 150,100.
 */
class EventsTest {
  private static final int ANN = 2_000_001;
  private static final int NOBODY = 110_000_000;

  private static Protocol at(String date) {
    return Protocol.of(PacketVersion.parse(date));
  }

  private static Packet packet(ByteBuf frame, Protocol protocol) {
    int id = frame.getUnsignedShortLE(frame.readerIndex());
    Packet toServer = protocol.packet(id, Direction.CLIENT_TO_SERVER);
    Packet packet = toServer != null ? toServer : protocol.packet(id, Direction.SERVER_TO_CLIENT);
    assertNotNull(packet, "%04X of %s means nothing".formatted(id, protocol.version()));
    int length = protocol.table().length(id);
    assertEquals(
        length == PacketTable.VARIABLE ? frame.getUnsignedShortLE(frame.readerIndex() + 2) : length,
        frame.readableBytes(),
        "the frame by hand has the wrong length");
    return packet;
  }

  private static Object read(Packet packet, ByteBuf frame, Protocol protocol) {
    return packet.direction() == Direction.CLIENT_TO_SERVER
        ? ClientEvents.read(packet, frame, protocol)
        : ServerEvents.read(packet, frame, protocol);
  }

  /** Reads a frame by hand; a packet that is read must be wanted. */
  private static Object event(String date, String hex) {
    Protocol protocol = at(date);
    ByteBuf frame = Frames.frame(spelledOut(hex));
    Packet packet = packet(frame, protocol);
    assertTrue(ServerEvents.reads(packet) || ClientEvents.reads(packet), packet + " is wanted");
    return read(packet, frame, protocol);
  }

  /** {@code 00*5} for five zeros. */
  private static String spelledOut(String hex) {
    return Pattern.compile("00\\*(\\d+)")
        .matcher(hex)
        .replaceAll(run -> "00".repeat(Integer.parseInt(run.group(1))));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          20211103:re   | eb02 e8030000 258640 0505 0000        | MapEntered[tick=1000, at=150,100]
          20141231:main | 180a e8030000 258640 0505 0000 01     | MapEntered[tick=1000, at=150,100]
          20211103:re   | 9100 61622e67617400*10 9600 6400      | MapMoved[zone=ab, at=150,100]
          20211103:re   | 7f00 e8030000                         | TimeAnswered[tick=1000]
          20211103:re   | 8000 81841e00 00                      | UnitGone[unitId=2000001, how=OUT_OF_SIGHT]
          20211103:re   | 8000 81841e00 01                      | UnitGone[unitId=2000001, how=DIED]
          20100730:re   | 8000 81841e00 02                      | UnitGone[unitId=2000001, how=LOGGED_OUT]
          20100730:re   | 8000 80778e06 03                      | UnitGone[unitId=110000000, how=TELEPORTED]
          20211103:re   | 8000 81841e00 04                      | UnitGone[unitId=2000001, how=TRICK_DEAD]
          20211103:re   | 8000 81841e00 63                      | UnitGone[unitId=2000001, how=OUT_OF_SIGHT]
          20211103:re   | 4801 81841e00 0000                    | Resurrected[unitId=2000001]
          20100730:re   | 4801 80778e06 0000                    | null
          20211103:re   | 8700 e8030000 2586426c6788            | OwnWalkGranted[tick=1000, from=150,100, to=155,103]
          20211103:re   | 8600 81841e00 2586426c6788 e8030000   | UnitWalks[unitId=2000001, from=150,100, to=155,103, tick=1000]
          20211103:re   | 8600 80778e06 2586426c6788 e8030000   | null
          20211103:re   | 8800 81841e00 9600 6400               | UnitPlaced[unitId=2000001, at=150,100, how=STOPPED]
          20211103:re   | ff01 81841e00 9600 6400               | UnitPlaced[unitId=2000001, at=150,100, how=JUMPED]
          20211103:re   | d208 81841e00 9600 6400               | UnitPlaced[unitId=2000001, at=150,100, how=DASHED]
          20211103:re   | 8800 80778e06 9600 6400               | null
          20211103:re   | 2902 81841e00 0200 0000 40000000 00   | StateChanged[unitId=2000001, bodyState=2, effectState=64]
          20100730:re   | 1901 81841e00 0200 0000 4000 00       | StateChanged[unitId=2000001, bodyState=2, effectState=64]
          20211103:re   | 2902 80778e06 0200 0000 40000000 00   | null
          20211103:re   | 8a02 81841e00 02000000 00*8           | EffectChanged[unitId=2000001, effectState=2]
          20211103:re   | c808 81841e00 00*23 02 00*4           | PostureChanged[unitId=2000001, sitting=true]
          20130807:main | e102 81841e00 00*22 03 00*4           | PostureChanged[unitId=2000001, sitting=false]
          20211103:re   | c808 81841e00 00*23 08 00*4           | null
          20211103:re   | c808 80778e06 00*23 02 00*4           | null
          20211103:re   | 1a0b 81841e00 00*14 e8030000 00 00*4  | CastBegun[unitId=2000001, millis=1000]
          20130807:main | fb07 81841e00 00*14 e8030000 00       | CastBegun[unitId=2000001, millis=1000]
          20100730:re   | 3e01 81841e00 00*14 ffffffff          | CastBegun[unitId=2000001, millis=0]
          20211103:re   | 1a0b 80778e06 00*14 e8030000 00 00*4  | null
          20211103:re   | b901 81841e00                         | CastBroken[unitId=2000001]
          20211103:re   | 300a 81841e00 416e6e 00*97            | Named[unitId=2000001, name=Ann]
          20130807:main | 9501 81841e00 416e6e 00*93            | Named[unitId=2000001, name=Ann]
          20211103:re   | 300a 80778e06 416e6e 00*97            | null
          20211103:re   | 8d00 0b00 81841e00 6869 00            | Spoke[unitId=2000001, text=hi]
          20211103:re   | 8d00 0b00 80778e06 6869 00            | null
          20211103:re   | 8e00 0700 6869 00                     | OwnEcho[text=hi]
          20211103:re   | c000 81841e00 05                      | EmoteShown[unitId=2000001, emoticon=Emoticon[pack=-1, type=5]]
          20211103:re   | c000 7f7be1ff 05                      | EmoteShown[unitId=-2000001, emoticon=Emoticon[pack=-1, type=5]]
          20211103:re   | c000 80778e06 05                      | null
          20250604:main | ea0b 81841e00 0100 0500               | EmoteShown[unitId=2000001, emoticon=Emoticon[pack=1, type=5]]
          20250604:main | eb0b 0100 0500 01                     | EmoteRefused[emoticon=Emoticon[pack=1, type=5]]
          20211103:re   | b000 0000 64000000                    | SpeedChanged[millis=100]
          20211103:re   | b000 0000 00000000                    | null
          20211103:re   | b000 0400 fbffffff                    | MannerChanged[manner=-5]
          20211103:re   | ab01 81841e00 0400 fbffffff           | UnitMannerChanged[unitId=2000001, manner=-5]
          20211103:re   | b000 0500 fbffffff                    | null
          20211103:re   | 9b09 0000 01000000                    | MapPropertyChanged[fighting=true]
          20100730:re   | 9901 0000                             | MapPropertyChanged[fighting=false]
          20211103:re   | d600 00                               | ChatRoomEntered[]
          20211103:re   | d600 01                               | null
          20211103:re   | db00 0800 00000000                    | ChatRoomEntered[]
          20211103:re   | dd00 0100 416e6e 00*21 00             | ChatRoomLeft[who=Ann]
          20211103:re   | b400 0b00 80778e06 486900             | Occupied[by=NPC_DIALOGUE]
          20250604:main | 7209 0c00 80778e06 00 486900          | Occupied[by=NPC_DIALOGUE]
          20211103:re   | b500 80778e06                         | Occupied[by=NPC_DIALOGUE]
          20250604:main | 7309 80778e06 00                      | Occupied[by=NPC_DIALOGUE]
          20100730:re   | b600 80778e06                         | Occupied[by=NPC_DIALOGUE]
          20211103:re   | b700 0b00 80778e06 413a00             | Occupied[by=NPC_DIALOGUE]
          20211103:re   | 4201 80778e06                         | Occupied[by=NPC_DIALOGUE]
          20211103:re   | d401 80778e06                         | Occupied[by=NPC_DIALOGUE]
          20211103:re   | 400b 0800 81841e00                    | Occupied[by=STALL]
          20130807:main | 3601 0800 81841e00                    | Occupied[by=STALL]
          20130807:main | 1308 0c00 81841e00 00000000           | Occupied[by=STALL]
          20211103:re   | f501 03 00*6                          | Occupied[by=TRADE]
          20211103:re   | f501 04 00*6                          | null
          20100730:re   | e700 03                               | Occupied[by=TRADE]
          20211103:re   | ee00                                  | Freed[from=TRADE]
          20211103:re   | f000 00                               | Freed[from=TRADE]
          20211103:re   | f200 0100 5802                        | Occupied[by=STORAGE]
          20211103:re   | f800                                  | Freed[from=STORAGE]
          20100730:re   | 1f01 10000000 81841e00 9600 6400 7e 01 | SkillUnitShown[unitId=16, at=150,100]
          20100730:re   | c901 10000000 81841e00 9600 6400 00*83 | SkillUnitShown[unitId=16, at=150,100]
          20130605:main | 9f09 1600 10000000 81841e00 9600 6400 00*6 | SkillUnitShown[unitId=16, at=150,100]
          20211103:re   | ca09 1700 10000000 81841e00 9600 6400 00*7 | SkillUnitShown[unitId=16, at=150,100]
          20211103:re   | 2001 10000000                         | SkillUnitGone[unitId=16]
          """)
  void fromTheServer(String date, String hex, String event) {
    assertEquals(event, String.valueOf(event(date, hex)));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          20211103:re   | 7d00                       | MapLoaded[]
          20211103:re   | 5f03 258640                | WalkAsked[to=150,100]
          20100730:main | a700 00000000 258640       | WalkAsked[to=150,100]
          20130807:re   | 3704 258640                | WalkAsked[to=150,100]
          20211103:re   | f300 0600 6869             | ChatSaid[text=hi]
          20130807:re   | f300 0700 6869 00          | ChatSaid[text=hi]
          20211103:re   | bf00 05                    | EmoteAsked[emoticon=Emoticon[pack=-1, type=5]]
          20250604:main | e90b 0100 0500             | EmoteAsked[emoticon=Emoticon[pack=1, type=5]]
          20211103:re   | 3704 00000000 02           | ActAsked[target=0, action=2]
          20211103:re   | 6003 e8030000              | TimeAsked[]
          20100730:re   | 8900 0000000000 e8030000   | TimeAsked[]
          20211103:re   | 9000 80778e06 01           | NpcContacted[npcId=110000000]
          20100730:re   | 4601 80778e06              | DialogueClosed[npcId=110000000]
          20211103:re   | 2e01                       | StallClosed[]
          20180511:zero | 2e01                       | StallClosed[]
          20211103:re   | 1508                       | StallClosed[]
          20211103:re   | e300                       | ChatRoomAsked[]
          20211103:re   | b200 00                    | RestartAsked[toCharacters=false]
          20211103:re   | b200 01                    | RestartAsked[toCharacters=true]
          20211103:re   | 8a01 0000                  | QuitAsked[]
          """)
  void fromTheClient(String date, String hex, String event) {
    assertEquals(event, String.valueOf(event(date, hex)));
  }

  @ParameterizedTest(name = "object type {0}, look {1} is {2}")
  @CsvSource({
    "05, ea03, MONSTER",
    "0c, ea03, MONSTER",
    "0d, ea03, MONSTER",
    "0e, ea03, MONSTER",
    "00, 0700, MONSTER",
    "06, 2d00, WARP",
    "06, 8b00, WARP",
    "06, 7200, HARMLESS",
    "00, 7200, HARMLESS",
    "00, 1127, HARMLESS",
    "01, 0100, HARMLESS",
    "07, ea03, HARMLESS",
    "08, 7117, HARMLESS"
  })
  void monstersAndWarpsAreShownNothingElse(String type, String job, Creature.Kind kind) {
    String entry =
        "ff09 6c00 %s 80778e06 00000000 9600 00*8 %s 00*38 258640 0505 00 0100 0000 00*35"
            .formatted(type, job);
    ServerEvent expected =
        kind == Creature.Kind.HARMLESS
            ? null
            : new ServerEvent.CreatureShown(new Creature(NOBODY, kind, new Cell(150, 100)));

    assertEquals(expected, event("20211103:re", entry));
  }

  @ParameterizedTest(name = "{0}: look {2} is {3}")
  @CsvSource({
    "20100730:re, ee02 80778e06 9600 00*8 %s 00*32 258640 0505 00 0100 0000, ea03, MONSTER",
    "20100730:re, ee02 80778e06 9600 00*8 %s 00*32 258640 0505 00 0100 0000, 2d00, WARP",
    "20100730:re, f907 3f00 06 80778e06 9600 00*8 %s 00*32 258640 0505 00 0100 0000, 2d00, WARP",
  })
  void oldEntriesTellThemByTheirLooks(String date, String entry, String job, Creature.Kind kind) {
    assertEquals(
        new ServerEvent.CreatureShown(new Creature(NOBODY, kind, new Cell(150, 100))),
        event(date, entry.formatted(job)));
  }

  @ParameterizedTest(name = "object type {0}")
  @CsvSource({"00", "01", "05"})
  void whoHasThePlayersIdIsAPlayerWhateverHeLooksLike(String type) {
    String entry =
        "ff09 6c00 %s 81841e00 00000000 9600 00*8 ea03 00*38 258640 0505 01 0100 0000 00*11 416e6e 00*21"
            .formatted(type);
    ServerEvent.UnitShown shown = (ServerEvent.UnitShown) event("20211103:re", entry);

    assertEquals(ANN, shown.unitId());
    assertEquals(ServerEvent.Form.STANDING, shown.form());
    assertTrue(shown.entry().dead());
    assertEquals(RawText.ascii("Ann"), shown.entry().name());
  }

  @Test
  void whatNobodyNeedsIsNotWanted() {
    for (Packet packet :
        List.of(
            Packet.ZC_AID,
            Packet.ZC_CHANGE_DIRECTION,
            Packet.CZ_CHANGE_DIRECTION,
            Packet.CZ_REQNAME,
            Packet.CZ_REQNAME_BYGID)) {
      assertTrue(!ServerEvents.reads(packet) && !ClientEvents.reads(packet), packet.name());
      assertNull(read(packet, Frames.frame(new byte[64]), at("20211103:re")));
    }
  }

  /** Every packet that is wanted makes an event of some frame, every other one of none. */
  @Test
  void wantsAndReadsAgree() {
    for (String date : List.of("20211103:re", "20100730:re", "20130807:main", "20250604:main")) {
      Protocol protocol = at(date);
      Set<Packet> silent = EnumSet.noneOf(Packet.class);
      for (Packet packet : Packet.values()) {
        if (protocol.has(packet)) {
          boolean wanted = ServerEvents.reads(packet) || ClientEvents.reads(packet);
          boolean read =
              frames(packet, protocol).stream().anyMatch(f -> read(packet, f, protocol) != null);
          if (wanted != read) {
            silent.add(packet);
          }
        }
      }
      assertEquals(Set.of(), silent, date);
    }
  }

  @Test
  void everyTruncatedPrefixIsTooShortOrMeansSomething() {
    for (String date : List.of("20211103:re", "20100730:re", "20130807:main", "20250604:main")) {
      Protocol protocol = at(date);
      for (Packet packet : Packet.values()) {
        if (protocol.has(packet)) {
          for (ByteBuf whole : frames(packet, protocol)) {
            truncated(packet, whole, protocol);
          }
        }
      }
    }
  }

  private static void truncated(Packet packet, ByteBuf whole, Protocol protocol) {
    boolean wasEnough = false;
    for (int length = 0; length < whole.readableBytes(); length++) {
      try {
        read(packet, whole.slice(whole.readerIndex(), length), protocol);
        wasEnough = true;
      } catch (IndexOutOfBoundsException tooShort) {
        assertTrue(!wasEnough, packet + " needs more of " + length + " bytes than of fewer");
      } catch (IllegalArgumentException nonsense) {
        assertTrue(!nonsense.getMessage().isEmpty());
      }
    }
  }

  /** Frames of a packet about Ann, its other bytes small numbers. */
  private static List<ByteBuf> frames(Packet packet, Protocol protocol) {
    List<ByteBuf> frames = new ArrayList<>();
    int id = protocol.id(packet);
    int length = protocol.table().length(id);
    boolean variable = length == PacketTable.VARIABLE;
    for (int filler = 0; filler <= 9; filler++) {
      for (int unitAt : new int[] {2, 4, 5}) {
        ByteBuf frame = Frames.frame(new byte[variable ? 120 : length]);
        int start = frame.readerIndex();
        for (int i = 2; i < frame.readableBytes(); i++) {
          frame.setByte(start + i, i % 2 == filler % 2 ? filler / 2 : 0);
        }
        frame.setShortLE(start, id);
        if (variable) {
          frame.setShortLE(start + 2, frame.readableBytes());
        }
        if (unitAt + 4 <= frame.readableBytes() && (!variable || unitAt > 2)) {
          frame.setIntLE(start + unitAt, ANN);
        }
        frames.add(frame);
        ByteBuf anonymous = frame.copy();
        if (frame.readableBytes() > 2 && !variable) {
          anonymous.setZero(2, frame.readableBytes() - 2);
        }
        frames.add(anonymous);
      }
    }
    return frames;
  }
}
