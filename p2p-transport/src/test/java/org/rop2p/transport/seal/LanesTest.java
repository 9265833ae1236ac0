package org.rop2p.transport.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What two sides agree on, and what one can open of the other's. */
final class LanesTest {
  private final Hello client = Hello.create(true, new SecureRandom());
  private final Hello server = Hello.create(true, new SecureRandom());
  private final Lanes atClient = Lanes.agreed(client, server, true);
  private final Lanes atServer = Lanes.agreed(server, client, false);

  @ParameterizedTest
  @CsvSource({"true,true,true", "true,false,true", "false,true,true", "false,false,false"})
  void oneWishForTheSealOfTheStreamIsEnoughAndDatagramsAlwaysHaveTheirs(
      boolean first, boolean second, boolean sealed) {
    Hello ours = Hello.create(first, new SecureRandom());
    Hello theirs = Hello.create(second, new SecureRandom());
    Lanes here = Lanes.agreed(ours, theirs, true);
    Lanes there = Lanes.agreed(theirs, ours, false);
    record Way(Lane from, Lane to, boolean sealed) {}
    for (Way way :
        List.of(
            new Way(here.stream(), there.stream(), sealed),
            new Way(there.stream(), here.stream(), sealed),
            new Way(here.datagrams(), there.datagrams(), true),
            new Way(there.datagrams(), here.datagrams(), true))) {
      ByteBuf carried = sealed(way.from, "good morning");
      assertEquals(way.sealed, !carried.toString(UTF_8).contains("good morning"));
      assertEquals(way.from.overhead(), carried.readableBytes() - "good morning".length());
      assertEquals(way.sealed ? Lane.OVERHEAD : 0, way.from.overhead());
      assertEquals(Optional.of("good morning"), opened(way.to, carried));
    }
  }

  @Test
  void whatWasSealedForOneLaneAndDirectionOpensInNoOther() {
    ByteBuf sealed = sealed(atClient.stream(), "hers");
    for (Lane other : List.of(atServer.datagrams(), atClient.stream(), atClient.datagrams())) {
      assertEquals(Optional.empty(), opened(other, sealed.duplicate()));
    }
    assertEquals(Optional.of("hers"), opened(atServer.stream(), sealed));
  }

  @Test
  void noLinkOpensWhatWasSealedOnAnother() {
    Hello later = Hello.create(true, new SecureRandom());
    ByteBuf sealed = sealed(atClient.stream(), "yesterday's");
    assertEquals(Optional.empty(), opened(Lanes.agreed(later, client, false).stream(), sealed));
  }

  @Test
  void aMessageOvertakenByAThousandIsTooLate() {
    ByteBuf inTime = sealed(atClient.datagrams(), "one");
    ByteBuf tooLate = inTime.copy();
    for (int later = 2; later <= ReplayWindow.SIZE; later++) {
      ByteBuf next = sealed(atClient.datagrams(), "later");
      assertEquals(Optional.of("later"), opened(atServer.datagrams(), next));
    }
    assertEquals(Optional.of("one"), opened(atServer.datagrams(), inTime.duplicate()));
    assertEquals(Optional.empty(), opened(atServer.datagrams(), inTime));

    Lanes anew = Lanes.agreed(server, client, false);
    assertEquals(
        Optional.of("last"), opened(anew.datagrams(), sealed(atClient.datagrams(), "last")));
    assertEquals(Optional.empty(), opened(anew.datagrams(), tooLate));
  }

  @Test
  void aBrokenSealSpoilsNothingForTheNextMessage() {
    ByteBuf sealed = sealed(atClient.stream(), "genuine");
    for (int bit = 0; bit < sealed.readableBytes() * Byte.SIZE; bit++) {
      ByteBuf damaged = sealed.copy();
      int at = bit / Byte.SIZE;
      damaged.setByte(at, damaged.getByte(at) ^ 1 << bit % Byte.SIZE);
      assertEquals(Optional.empty(), opened(atServer.stream(), damaged), "bit " + bit);
    }
    for (int length = 0; length < sealed.readableBytes(); length++) {
      ByteBuf cut = sealed.copy(0, length);
      assertEquals(Optional.empty(), opened(atServer.stream(), cut), length + " bytes");
    }
    assertEquals(Optional.of("genuine"), opened(atServer.stream(), sealed));
  }

  /** Computed by another implementation of RFC 5869. */
  @Test
  void theKeysAreThoseOfTheProtocol() {
    byte[] first = new byte[32];
    byte[] second = new byte[32];
    Arrays.fill(first, (byte) 1);
    Arrays.fill(second, (byte) 2);
    SealKeys keys = SealKeys.derive(first, second);
    List<String> derived =
        List.of(
            ByteBufUtil.hexDump(keys.stream().fromClient().getEncoded()),
            ByteBufUtil.hexDump(keys.stream().fromServer().getEncoded()),
            ByteBufUtil.hexDump(keys.datagrams().fromClient().getEncoded()),
            ByteBufUtil.hexDump(keys.datagrams().fromServer().getEncoded()));
    assertEquals(
        List.of(
            "1048abaabff1657d6dec791c5a58a0d3a812fb59f2b2ae1797e29e51f4889d98",
            "dd25079ac896d0e8752930aa8266c66700b87cd78a4f4e1b800a2a303d30b3a9",
            "11362e71c70d03408e14385145efa020c9a71d993428c8852ad364d08bc30691",
            "4b302387b45196592fc889d70edef6503fe0e69dc023e44f2398d816290aac19"),
        derived);
  }

  @Test
  void nothingIsSealedTwiceAlike() {
    Set<String> carried = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      assertTrue(carried.add(ByteBufUtil.hexDump(sealed(atClient.stream(), "same"))));
    }
  }

  private static ByteBuf sealed(Lane lane, String message) {
    ByteBuf out = Unpooled.buffer();
    lane.protect(Unpooled.copiedBuffer(message, UTF_8), out);
    return out;
  }

  private static Optional<String> opened(Lane lane, ByteBuf carried) {
    return lane.open(carried).map(message -> message.toString(UTF_8));
  }
}
