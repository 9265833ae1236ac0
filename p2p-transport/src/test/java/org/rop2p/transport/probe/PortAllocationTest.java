package org.rop2p.transport.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ports of fresh sockets say of the next ones. */
final class PortAllocationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # samples                                 | allocation
          40000 40001 40002 40003 40004 40005       | Sequential[newest=40005, step=1]
          # other flows in between
          40000 40001 40004 40005 40012 40013       | Sequential[newest=40013, step=1]
          40000 40016 40032 40048 40064 40080       | Sequential[newest=40080, step=16]
          40000 40002 40004 40010 40012 40014       | Sequential[newest=40014, step=2]
          # never one right after another: the step is what all differences have in common
          40000 40008 40020 40028 40040 40052       | Sequential[newest=40052, step=4]
          # the end of the range, wherever it is
          65533 65534 65535 1024 1025 1026          | Sequential[newest=1026, step=1]
          60997 60999 32768 32769 32771 32772       | Sequential[newest=32772, step=1]
          65531 65532 65533 65534 65535 1024        | Sequential[newest=1024, step=1]
          # no sequence wraps twice in six flows
          65535 1024 65535 1024 1025 1026           | Random[lowest=1024]
          # one too far, one the same, one back
          40000 40017 40018 40019 40020 40021       | Block[lowest=40000, highest=40021]
          40000 40001 40001 40002 40003 40004       | Block[lowest=40000, highest=40004]
          40005 40004 40003 40002 40001 40000       | Block[lowest=40000, highest=40005]
          40100 40003 40255 40000 40178 40031       | Block[lowest=40000, highest=40255]
          40000 44095 41000 42000 43000 41500       | Block[lowest=40000, highest=44095]
          40000 44096 41000 42000 43000 41500       | Random[lowest=40000]
          1031 60210 33033 2047 18000 50123         | Random[lowest=1031]
          40000 40001 40002 50000 50001 50002       | Random[lowest=40000]
          # four answers are enough, three are not
          40000 40001 40002 40003                   | Sequential[newest=40003, step=1]
          40000 40001 40002                         | none
          40000                                     | none
          ''                                        | none
          # what no NAT says
          0 -1 65536 99999 2147483647 40000         | none
          0 40000 -5 40001 70000 40002 40003        | Sequential[newest=40003, step=1]
          1 2 3 4 5 6                               | Sequential[newest=6, step=1]
          """)
  void classified(String samples, String allocation) {
    List<Integer> ports = new ArrayList<>();
    for (String port : Arrays.asList(samples.strip().split(" +", -1))) {
      if (!port.isEmpty()) {
        ports.add(Integer.parseInt(port));
      }
    }
    assertEquals(allocation, PortAllocation.of(ports).map(Object::toString).orElse("none"));
  }

  @Test
  void ofAFloodOfSamplesTheNewestCount() {
    Random random = new Random(1);
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      ports.add(random.nextInt(65_536));
    }
    for (int i = 0; i < PortAllocation.MAX_SAMPLES; i++) {
      ports.add(5_000 + i);
    }
    assertEquals(Optional.of(new PortAllocation.Sequential(5_015, 1)), PortAllocation.of(ports));
  }

  /** A wrong guess costs an attempt. */
  @Test
  void randomPortsAreHardlyEverTakenForAPattern() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (IntSupplier nat :
        List.of(SimulatedNat.uniform(random), SimulatedNat.randomFully(random))) {
      int patterns = 0;
      for (int i = 0; i < 20_000; i++) {
        List<Integer> samples = new ArrayList<>();
        for (int k = 0; k < PortAllocation.SAMPLES; k++) {
          samples.add(nat.getAsInt());
        }
        if (!(PortAllocation.of(samples).orElseThrow() instanceof PortAllocation.Random)) {
          patterns++;
        }
      }
      // Expected: 0.1 to 0.2.
      assertTrue(patterns <= 5, "seed " + seed + ": " + patterns);
    }
  }

  @Test
  void nothingAPeerSaysThrows() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      List<Integer> samples = new ArrayList<>();
      int base = random.nextInt();
      for (int k = random.nextInt(20); k > 0; k--) {
        samples.add(random.nextBoolean() ? base + random.nextInt(30) : random.nextInt(70_000));
      }
      try {
        PortAllocation.of(samples)
            .ifPresent(allocation -> ProbeOrder.of(allocation, 64, random).toArray());
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + samples, e);
      }
    }
  }
}
