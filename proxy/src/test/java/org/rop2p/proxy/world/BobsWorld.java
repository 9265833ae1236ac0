package org.rop2p.proxy.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketTable;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.event.ClientEvent;
import org.rop2p.codec.event.ClientEvents;
import org.rop2p.codec.event.ServerEvent;
import org.rop2p.codec.event.ServerEvents;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.Hex;

/**
 * What Bob's client (account 2000001 = 81841E00) has been shown, fed with frames by hand; Ann is
 * 2000002 = 82841E00. He stands on 150,100 = 258640 in prontera.
 */
final class BobsWorld {
  static final int BOB = 2_000_001;
  static final int ANN = 2_000_002;

  private static final String LATE_2021 = "20211103:re";
  private static final String EARLY_2010 = "20100730:re";

  private final Protocol protocol;
  private final WorldView view = new WorldView(BOB, RawText.ascii("Bob"), "prontera");

  BobsWorld(String date) {
    protocol = Protocol.of(PacketVersion.parse(date));
    hear("EB02 E8030000 258640 0505 0000", 0);
    ask("7D00", 0);
  }

  WorldView view() {
    return view;
  }

  OwnState own() {
    return view.own();
  }

  PlayerInView ann() {
    return view.player(ANN).orElse(null);
  }

  /** Ann comes into view in the form of Bob's client: body state, options, state byte. */
  Observation annStands(String body, String effect, String state) {
    return hear(
        switch (protocol.version().toString()) {
          case LATE_2021 ->
              "FF09 6C00 00 82841E00 F1490200 9600 %s 0000 %s 00*40 258640 0505 %s 00*15 'Ann' 00*21"
                  .formatted(body, effect, state);
          case EARLY_2010 ->
              "F907 3F00 00 82841E00 9600 %s 0000 %s 00*34 258640 0505 %s 00*4"
                  .formatted(body, effect, state);
          default -> throw new IllegalArgumentException(protocol.version().toString());
        },
        0);
  }

  /** What the server's frame changes; null when it is no event. */
  Observation hear(String literal, long now) {
    ByteBuf frame = checked(literal);
    Packet packet = protocol.packet(frame.getUnsignedShortLE(0), Direction.SERVER_TO_CLIENT);
    ServerEvent event = ServerEvents.read(packet, frame, protocol);
    return event == null ? null : view.observe(event, now);
  }

  void ask(String literal, long now) {
    ByteBuf frame = checked(literal);
    Packet packet = protocol.packet(frame.getUnsignedShortLE(0), Direction.CLIENT_TO_SERVER);
    ClientEvent event = ClientEvents.read(packet, frame, protocol);
    view.asked(event, now);
  }

  private ByteBuf checked(String literal) {
    ByteBuf frame = Hex.frame(literal);
    int length = protocol.table().length(frame.getUnsignedShortLE(0));
    assertEquals(
        length == PacketTable.VARIABLE ? frame.getUnsignedShortLE(2) : length,
        frame.readableBytes(),
        "the literal has the wrong length: " + literal);
    return frame;
  }
}
