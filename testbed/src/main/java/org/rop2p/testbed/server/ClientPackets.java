package org.rop2p.testbed.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketTable;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;

/**
 * The ids a server takes from a client of one date; any other one ends the session. For map servers
 * {@code client-packets.tsv} tells what rAthena registers at some dates; between two of them what
 * either has, as far as the client's own table knows it, and the ids of the date for packets that
 * move. Immutable.
 */
final class ClientPackets {
  private static final String LOGIN = "0064 0200 0204";

  private static final String CHAR =
      """
          0065 0066 0068 0187 01FB 0827 0829 082B 028D 028F 08FC 08D4 08B8 08BA 08BE 08C5 09A1
          0A39 07E5 07E7 0841
          """;

  private static final String MAP_FILE = "client-packets.tsv";
  private static final String DATES = "dates";
  private static final char TAKEN = 'x';

  /** Packets whose ids move, so that the lists do not tell them. */
  private static final Set<Packet> MOVING =
      EnumSet.of(
          Packet.CZ_ENTER,
          Packet.CZ_REQUEST_TIME,
          Packet.CZ_REQUEST_MOVE,
          Packet.CZ_REQUEST_ACT,
          Packet.CZ_CHANGE_DIRECTION,
          Packet.CZ_REQNAME,
          Packet.CZ_REQNAME_BYGID,
          Packet.CZ_REQUEST_CHAT);

  private static final int HEX = 16;
  private final BitSet ids = new BitSet();

  private ClientPackets() {}

  /** What a server of this kind takes at the protocol's date. */
  static ClientPackets of(ServerKind kind, Protocol protocol) {
    ClientPackets packets = new ClientPackets();
    switch (kind) {
      case LOGIN -> packets.addAll(LOGIN, protocol.table());
      case CHAR -> packets.addAll(CHAR, protocol.table());
      case MAP -> {
        packets.addRegistered(protocol);
        MOVING.forEach(packet -> packets.ids.set(protocol.id(packet)));
      }
    }
    return packets;
  }

  boolean contains(int id) {
    return ids.get(id);
  }

  private void addAll(String list, PacketTable table) {
    for (String id : list.strip().split("\\s+", -1)) {
      add(id, table);
    }
  }

  private void add(String hex, PacketTable table) {
    int id = Integer.parseInt(hex, HEX);
    if (table.knows(id) && !table.isUnusedSlot(id)) {
      ids.set(id);
    }
  }

  private void addRegistered(Protocol protocol) {
    int date = protocol.version().date();
    int before = 0;
    int after = 0;
    for (String line : registered()) {
      String[] fields = line.split("\t", -1);
      if (fields[0].equals(DATES)) {
        int[] dates =
            List.of(fields[1].split(" ", -1)).stream().mapToInt(Integer::parseInt).toArray();
        while (after < dates.length - 1 && dates[after] < date) {
          after++;
        }
        before = after > 0 && dates[after] > date ? after - 1 : after;
      } else if (fields[1].charAt(before) == TAKEN || fields[1].charAt(after) == TAKEN) {
        add(fields[0], protocol.table());
      }
    }
  }

  private static List<String> registered() {
    try (InputStream in = ClientPackets.class.getResourceAsStream(MAP_FILE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
