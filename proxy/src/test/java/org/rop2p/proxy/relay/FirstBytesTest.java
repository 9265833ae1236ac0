package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.logging.LineBudget;

/** Who is worth a server connection, and how long he may think about it. */
class FirstBytesTest {
  private static final String TORN = "3604";

  private int spoken;
  private int settled;
  private final FirstBytes handler = new FirstBytes(() -> spoken++, new LineBudget(10, () -> 0));
  private final EmbeddedChannel client = new EmbeddedChannel();

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "CA_LOGIN,                 6400 37000000 626F62,        NO",
        "CZ_ENTER,                 3604 81841E00,               NO",
        "a login,                  7702 00000000,               NO",
        "a request for salt,       DB01,                        NO",
        "a greeting without name,  0002 000000000000,           NO",
        "a torn packet,            64,                          UNDECIDED",
        "unframed from the start,  FFFF,                        NO",
        "a page,                   'GET / HTTP/1.1',            YES",
        "a page's question,        'OPTIONS /x HTTP/1.1',       YES",
        "a form,                   'POST / HTTP/1.1',           YES",
        "a look,                   'HEAD / HTTP/1.1',           YES",
        "a torn page,              'GET',                       UNDECIDED",
        "a torn form,              'P',                         UNDECIDED",
        "a unit id like a page,    4745 5420 81841E00,          NO",
        "a secure page,            160301 0200 01 0001FC 0303,  YES",
        "a torn secure page,       160301,                      UNDECIDED",
        "a packet of id 0316,      1603 81841E00,               NO",
        "a masked id like text,    4142 43442005,               NO",
        "a method of its own,      'XYZZY /login',              YES",
        "a method of one letter,   'd / HTTP/1.1',              YES",
        "a mail,                   'EHLO x',                    YES",
        "a STUN server's guest,    0001 0000 2112A442,          YES",
        "a TURN server's guest,    0003 0008 2112A442,          YES",
        "a torn TURN request,      0003 0008 21,                UNDECIDED",
        "a peer's ICE over TCP,    0064 0001 0050 2112A442,     YES",
        "a STUN answer,            0101 0000 2112A442,          NO",
      })
  void aWebPageIsKnownByItsFirstBytes(String who, String bytes, WebVisitor answer) {
    assertEquals(answer, WebVisitor.in(Hex.frame(bytes)));
  }

  @Test
  void theFirstByteAsksForAServerAndNothingMoreIsRead() {
    connect();
    client.writeInbound(Hex.frame("6400"));
    assertEquals(1, spoken);
    assertTrue(client.isActive());
    client.advanceTimeBy(1, TimeUnit.HOURS);
    client.runScheduledPendingTasks();
    assertTrue(client.isActive(), "from now on the server's patience counts");
    ByteBuf first = handler.take();
    assertEquals("6400", ByteBufUtil.hexDump(first));
    first.release();
    client.finishAndReleaseAll();
  }

  @Test
  void aTornRequestIsWaitedForAndTurnedAwayWithoutAServer() {
    connect();
    client.writeInbound(Hex.frame("'GE'"));
    assertTrue(client.isActive());
    client.writeInbound(Hex.frame("'T / HTTP/1.1'"));
    assertFalse(client.isActive());
    assertEquals(0, spoken);
  }

  @Test
  void whatOnlyBeganLikeARequestGoesOnWhole() {
    connect();
    client.writeInbound(Hex.frame("'G'"));
    client.writeInbound(Hex.frame("00 01"));
    assertEquals(1, spoken);
    ByteBuf first = handler.take();
    assertEquals("470001", ByteBufUtil.hexDump(first));
    first.release();
    client.finishAndReleaseAll();
  }

  @Test
  void silenceIsBorneAsLongAsRathenaBearsIt() {
    connect();
    client.advanceTimeBy(59, TimeUnit.SECONDS);
    client.runScheduledPendingTasks();
    assertTrue(client.isActive());
    client.advanceTimeBy(1, TimeUnit.SECONDS);
    client.runScheduledPendingTasks();
    assertFalse(client.isActive());
    assertEquals(0, spoken);
  }

  @Test
  void whoGoesBeforeTheServerConnectionStandsLeavesNoBuffer() {
    connect();
    ByteBuf bytes = client.alloc().buffer().writeShortLE(0x64);
    client.writeInbound(bytes);
    client.close();
    assertEquals(0, bytes.refCnt());
  }

  @Test
  void whatIsWholeIsNotHeldBack() {
    settle("6400");
    assertEquals(1, settled);
    handler.take().release();
    client.finishAndReleaseAll();
  }

  @Test
  void theRestOfATornPacketIsWaitedForAndGoesOnWithIt() {
    settle(TORN);
    wait(FirstBytes.REST_MILLIS - 1);
    assertEquals(0, settled);
    client.writeInbound(Hex.frame("00"));
    assertEquals(1, settled);
    ByteBuf first = handler.take();
    assertEquals(TORN + "00", ByteBufUtil.hexDump(first));
    first.release();
    wait(1_000);
    assertEquals(1, settled);
    client.finishAndReleaseAll();
  }

  @Test
  void whatIsNotFollowedByARestWasWhole() {
    settle(TORN);
    wait(FirstBytes.REST_MILLIS);
    assertEquals(1, settled);
    handler.take().release();
    client.finishAndReleaseAll();
  }

  @Test
  void whoFinishesWhileTheRestIsWaitedForIsPassedOn() {
    settle(TORN);
    List<Object> passedOn = new ArrayList<>();
    client
        .pipeline()
        .addLast(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                passedOn.add(event);
              }
            });
    client.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    assertEquals(1, settled);
    assertEquals(List.of(ChannelInputShutdownEvent.INSTANCE), passedOn);
    assertTrue(client.isActive());
    handler.take().release();
    client.finishAndReleaseAll();
  }

  @Test
  void whoGoesWhileTheRestIsWaitedForLeavesNothing() {
    settle(TORN);
    client.close();
    assertEquals(1, settled);
    ByteBuf nothing = handler.take();
    assertFalse(nothing.isReadable());
  }

  /** Has said {@code hex} when the server connection stands. */
  private void settle(String hex) {
    connect();
    client.writeInbound(Hex.frame(hex));
    handler.settle(client, bytes -> ByteBufUtil.hexDump(bytes).equals(TORN), () -> settled++);
  }

  private void wait(int millis) {
    client.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    client.runScheduledPendingTasks();
  }

  private void connect() {
    client.freezeTime();
    client.pipeline().addLast(handler);
    client.pipeline().fireChannelActive();
  }
}
