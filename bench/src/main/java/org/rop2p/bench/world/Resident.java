package org.rop2p.bench.world;

import java.time.Duration;
import org.rop2p.codec.view.Cell;

/**
 * A player of the {@link Town}.
 *
 * @param at where he stands first
 * @param latency one way between him and the server
 * @param jitter up to this much more, anew for each packet
 */
public record Resident(Cell at, Duration latency, Duration jitter) {
  /** Beside the server. */
  public static Resident near(Cell at) {
    return new Resident(at, Duration.ZERO, Duration.ZERO);
  }
}
