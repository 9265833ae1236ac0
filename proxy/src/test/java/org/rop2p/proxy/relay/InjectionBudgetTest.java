package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.obfuscation.ObfuscatedIds;
import org.rop2p.proxy.Hex;

/** What a session adds counts like what the client sends. Frames are told apart by length. */
class InjectionBudgetTest {
  private static final String TICK = "6003 11223344";
  private static final int ADDED = 400;

  private final EmbeddedChannel client = new EmbeddedChannel();
  private final EmbeddedChannel server = new EmbeddedChannel();
  private final List<SessionHandler.Outlet> toServer = new ArrayList<>();
  private boolean adding = true;
  private final RelayConnection connection =
      new RelayConnection(
          ServerKind.LOGIN,
          new ConnectionProtocol(Protocol.of(PacketVersion.DEFAULT)),
          ObfuscatedIds.plain(),
          new SessionHandler() {
            @Override
            public void opened(Outlet toServer, Outlet toClient) {
              InjectionBudgetTest.this.toServer.add(toServer);
            }

            @Override
            public boolean wants(Packet packet) {
              return true;
            }

            @Override
            public Verdict frame(Packet packet, Direction direction, ByteBuf frame) {
              if (adding) {
                add();
              }
              return Verdict.PASS;
            }
          },
          new RelayCounters(),
          new RelayTroubles(),
          null,
          client,
          server);

  private void add() {
    toServer.get(0).inject(Unpooled.wrappedBuffer(new byte[ADDED]));
  }

  @AfterEach
  void release() {
    connection.clientSide().gone(false);
    client.finishAndReleaseAll();
    server.finishAndReleaseAll();
  }

  @Test
  void oneReadsFramesAndThoseAddedGoOnTogetherUpToTheBudget() {
    server.freezeTime();
    RelaySide side = connection.clientSide();
    side.read(Hex.frame(TICK.repeat(3)));
    assertEquals(List.of(), written(), "nothing is flushed within a read");
    side.readComplete();
    assertEquals(List.of(ADDED, 6, ADDED, 6), written(), "1,000 bytes and no more");
    server.advanceTimeBy(ServerBound.PACE_MILLIS, TimeUnit.MILLISECONDS);
    server.runScheduledPendingTasks();
    assertEquals(List.of(ADDED), written());
  }

  @Test
  void whatIsAddedBetweenReadsGoesOnWhenTheLoopIsDone() {
    for (int i = 0; i < 3; i++) {
      add();
    }
    assertEquals(List.of(), written());
    client.runPendingTasks();
    assertEquals(List.of(ADDED, ADDED), written(), "the third would exceed the budget");
  }

  private List<Integer> written() {
    List<Integer> lengths = new ArrayList<>();
    ByteBuf frame = server.readOutbound();
    while (frame != null) {
      lengths.add(frame.readableBytes());
      frame.release();
      frame = server.readOutbound();
    }
    return lengths;
  }
}
