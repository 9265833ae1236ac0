package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rop2p.proxy.ServerPackets.u32;

import org.junit.jupiter.api.Test;
import org.rop2p.proxy.Hex;

/** What reaches the server at once, and what it gets piece by piece. */
class PacingTest extends RelayFixture {
  @Test
  void enteringAMapIsAloneUntilTheServerAnswers() throws Exception {
    FakeServer map = server();
    Wire client = client(mapListener(map));
    client.send(MAP_ENTER + "7D00" + TICK);
    Wire server = accept(map);
    server.expect(MAP_ENTER);
    // Everything is at the proxy; had it been passed on, it would be here before this answer's
    // echo.
    server.send("8302" + u32(ACCOUNT));
    client.expect("8302" + u32(ACCOUNT));
    server.expect("7D00" + TICK);
  }

  @Test
  void nothingFollowsEnteringWhileTheServerIsSilent() throws Exception {
    FakeServer map = server();
    Wire client = client(mapListener(map));
    client.send(MAP_ENTER + "7D00");
    Wire server = accept(map);
    server.expect(MAP_ENTER);
    // A round trip on a second connection of the same proxy is far longer than a held frame needs.
    for (int i = 0; i < 20; i++) {
      roundTrip();
    }
    assertEquals(0, server.input().available());
  }

  @Test
  void enteringBehindABacklogStillGoesOn() throws Exception {
    FakeServer map = server();
    Wire client = client(mapListener(map));
    String backlog = TICK.repeat(200);
    client.send(backlog + MAP_ENTER + "7D00");
    Wire server = accept(map);
    server.expect(backlog);
    server.expect(MAP_ENTER);
    server.send("8302" + u32(ACCOUNT));
    server.expect("7D00");
  }

  @Test
  void aSmallBatchGoesOnAtOnceInOnePiece() throws Exception {
    Wire client = client();
    Wire server = met(client, loginServer);
    byte[] batch = Hex.bytes(TICK.repeat(150)); // 900 bytes
    client.send(batch);
    assertArrayEquals(batch, server.readSome(4_096));
  }

  @Test
  void aLargeBatchArrivesInOrder() throws Exception {
    Wire client = client();
    Wire server = met(client, loginServer);
    StringBuilder sent = new StringBuilder();
    for (int i = 0; i < 180; i++) {
      sent.append("6003").append(u32(i));
    }
    byte[] batch = Hex.bytes(sent.toString()); // 1,080 bytes
    client.send(batch);
    server.expect(batch);
  }

  @Test
  void oneFrameLargerThanAPieceGoesWhole() throws Exception {
    Wire client = client();
    Wire server = met(client, loginServer);
    byte[] frame = Hex.bytes("F300 D007 61*1996");
    client.send(frame);
    server.expect(frame);
  }
}
