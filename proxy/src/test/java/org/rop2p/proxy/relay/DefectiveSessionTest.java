package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rop2p.proxy.ServerPackets.text;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.obfuscation.KeyChoice;

/** A session that fails wherever it is called costs the player no byte and no connection. */
@Timeout(60)
class DefectiveSessionTest {
  private static final String WALK = "5F03 258640";
  private static final String NOTICE = "8D00 0F00 81841E00 'Bob : ' 00";

  private static final class Defective implements SessionHandler {
    @Override
    public boolean wants(Packet packet) {
      return true;
    }

    @Override
    public Verdict frame(Packet packet, Direction direction, ByteBuf frame) {
      throw new IllegalStateException("a defect at " + packet);
    }

    @Override
    public void blind(Direction direction) {
      throw new IllegalStateException("a defect while going blind");
    }

    @Override
    public void closed() {
      throw new IllegalStateException("a defect while closing");
    }
  }

  @Test
  void everyByteArrivesAndTheEndIsPassedOn() throws Exception {
    EventLoopGroup loops = new NioEventLoopGroup(1);
    try (FakeServer game = new FakeServer();
        LogLines log = new LogLines();
        Listeners listeners =
            new Listeners(
                loops,
                loops,
                InetAddress.getByName("127.0.0.1"),
                ProtocolChoice.fixed(PacketVersion.DEFAULT),
                KeyChoice.AUTO,
                (kind, all, client, protocol) -> new Defective(),
                new RelayCounters())) {
      int port = listeners.listenForLogin(game.address(), 0).get();
      try (Wire client = Wire.to(new InetSocketAddress("127.0.0.1", port)).send(WALK + WALK);
          Wire server = game.accept()) {
        server.expect(WALK + WALK);
        server.send(NOTICE);
        client.expect(NOTICE);
        client.send("FFFF" + text("unframed", 20));
        server.expect("FFFF" + text("unframed", 20));
        client.reset();
        server.expectReset();
      }
      assertEquals(3, log.with("P2P is off for this connection after a defect").size());
    } finally {
      loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
    }
  }
}
