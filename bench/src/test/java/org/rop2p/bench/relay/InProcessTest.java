package org.rop2p.bench.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InProcessTest {
  private static final Path RECORDING = Path.of("../testbed/recordings/solo");

  /** CZ_REQUEST_TIME2 and ZC_NOTIFY_TIME. */
  private static final byte[] ASKED = {0x60, 0x03, 1, 2, 3, 4};

  private static final byte[] TOLD = {0x7F, 0x00, 4, 3, 2, 1};

  @ParameterizedTest
  @EnumSource
  @Timeout(30)
  void aPlayerIsOnTheMapAndFramesPassBothWays(InProcess.Between between) throws Exception {
    try (InProcess player = InProcess.open(RECORDING, between)) {
      Blocking.write(player.client(), ASKED);
      assertArrayEquals(ASKED, Blocking.read(player.server(), ASKED.length));
      Blocking.write(player.server(), TOLD);
      assertArrayEquals(TOLD, Blocking.read(player.client(), TOLD.length));
    }
  }
}
