package org.rop2p.proxy.doctor;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.rop2p.coordinator.api.ClientConfig;
import org.rop2p.coordinator.api.Health;

/**
 * What came of asking one coordinator.
 *
 * @param ahead how far its clock is ahead of ours, negative if behind; empty if it does not say
 * @param problem in words, if it is of no use; the rest is empty then
 */
record CoordinatorAnswer(
    URI url,
    Optional<Health> health,
    Optional<ClientConfig> config,
    Optional<Duration> ahead,
    Optional<String> problem) {
  static CoordinatorAnswer useless(URI url, String problem) {
    return new CoordinatorAnswer(
        url, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(problem));
  }
}
