package org.rop2p.transport.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.probe.PortAllocation.Block;
import org.rop2p.transport.probe.PortAllocation.Sequential;

/** Which ports are probed, and which of them first. */
final class ProbeOrderTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void aSequenceIsFollowedByItsStepAndByOneAndALittleBack() {
    assertArrayEquals(
        new int[] {40_004, 40_001, 40_008, 40_002, 40_012, 40_003, 40_016, 39_999, 40_020, 40_005},
        order(new Sequential(40_000, 4), 10));
    assertArrayEquals(
        new int[] {40_001, 40_002, 40_003, 40_004, 39_999, 40_005},
        order(new Sequential(40_000, 1), 6));
  }

  @Test
  void aSequenceGoesOnAtTheBeginning() {
    assertArrayEquals(new int[] {65_535, 1_024, 1_025, 1_026}, order(new Sequential(65_534, 1), 4));
  }

  @Test
  void aBlockIsProbedBeforeWhatIsAroundIt() {
    int[] ports = order(new Block(40_000, 40_511), 1_024);
    assertEquals(1_024, ports.length);
    assertHolds(Arrays.copyOf(ports, 512), 40_000, 40_511);
    assertHolds(ports, 40_000 - 511, 40_511 + 511);
    assertFalse(isSorted(Arrays.copyOf(ports, 512)), "seed " + seed);
  }

  @Test
  void aBlockAtTheEdgeStaysWithinTheRange() {
    assertHolds(order(new Block(1_030, 1_100), 1_024), 1_024, 1_356);
    assertHolds(order(new Block(65_500, 65_530), 1_024), 65_244, 65_535);
    assertEquals(0, order(new Block(1, 30), 1_024).length, "only ports of services");
  }

  @Test
  void ofRandomPortsHalfTheProbesGoWhereLinuxPutsTwiceAsMany() {
    int[] ports = order(new PortAllocation.Random(1_500), 1_024);
    assertEquals(1_024, ports.length);
    assertHolds(Arrays.copyOf(ports, 512), 1_024, 2_047);
    long high = Arrays.stream(ports).skip(512).filter(port -> port > 2_047).count();
    assertTrue(high > 480, "seed " + seed + ": " + high);
    assertFalse(isSorted(Arrays.copyOf(ports, 512)), "seed " + seed);
  }

  @Test
  void whereNoSampleIsLowHighPortsComeFirst() {
    assertHolds(order(new PortAllocation.Random(33_000), 1_024), 32_768, 65_535);
    assertHolds(order(new PortAllocation.Random(50_000), 1_024), 49_152, 65_535);
  }

  /** The second half of an attempt must be spread over all ports, or it meets too few mappings. */
  @Test
  void theRestIsSpreadEvenly() {
    int[] ports = order(new PortAllocation.Random(1_500), 16_384);
    int[] tenths = new int[10];
    Arrays.stream(ports).skip(1_024).forEach(port -> tenths[(port - 1_024) * 10 / 64_512]++);
    for (int count : tenths) {
      // About 1,540 each, standard deviation 33.
      assertTrue(count > 1_250 && count < 1_800, "seed " + seed + ": " + Arrays.toString(tenths));
    }
  }

  @Test
  void everyPortOnceWhenAllAreAskedFor() {
    for (PortAllocation allocation :
        new PortAllocation[] {
          new PortAllocation.Random(1_024), new PortAllocation.Random(60_000), new Sequential(3, 16)
        }) {
      int[] ports = order(allocation, 64_512);
      assertEquals(64_512, ports.length, allocation.toString());
      Arrays.sort(ports);
      assertArrayEquals(
          IntStream.rangeClosed(1_024, 65_535).toArray(), ports, allocation.toString());
    }
  }

  @Test
  void neverTwiceNeverAService() {
    for (int i = 0; i < 500; i++) {
      int port = 1 + random.nextInt(65_535);
      int other = Math.min(65_535, port + random.nextInt(4_096));
      int most = random.nextInt(2_000);
      for (PortAllocation allocation :
          new PortAllocation[] {
            new Sequential(port, 1 + random.nextInt(16)),
            new Block(port, other),
            new PortAllocation.Random(port)
          }) {
        int[] ports = order(allocation, most);
        String story = "seed " + seed + ": " + allocation + ", " + most;
        assertTrue(ports.length <= most, story);
        assertEquals(ports.length, Arrays.stream(ports).distinct().count(), story);
        assertTrue(Arrays.stream(ports).allMatch(p -> p >= 1_024 && p <= 65_535), story);
      }
    }
  }

  @Test
  void thereIsNoPortAfterTheLast() {
    ProbeOrder order = ProbeOrder.of(new Block(1, 1), 1_024, random);
    assertThrows(IndexOutOfBoundsException.class, () -> order.port(order.size()));
    assertEquals(0, ProbeOrder.of(new Block(1, 1), 0, random).size());
  }

  @Test
  void eachTimeInAnotherOrder() {
    int[] one = order(new Block(2_000, 3_023), 1_024);
    int[] two = order(new Block(2_000, 3_023), 1_024);
    long same = IntStream.range(0, 1_024).filter(i -> one[i] == two[i]).count();
    assertTrue(same < 20, "seed " + seed + ": " + same + " of 1,024 at the same place");
  }

  private int[] order(PortAllocation allocation, int most) {
    return ProbeOrder.of(allocation, most, random).toArray();
  }

  private void assertHolds(int[] ports, int lowest, int highest) {
    assertTrue(ports.length > 0);
    assertTrue(
        Arrays.stream(ports).allMatch(port -> port >= lowest && port <= highest),
        "seed " + seed + ": " + Arrays.toString(ports));
  }

  private static boolean isSorted(int[] ports) {
    return IntStream.range(1, ports.length).allMatch(i -> ports[i - 1] < ports[i]);
  }
}
