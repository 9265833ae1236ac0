package org.rop2p.proxy.doctor;

import java.util.Optional;

/**
 * What one look has found.
 *
 * @param sentence what is so
 * @param remedy what to do about it, one sentence
 */
public record Check(Topic topic, Status status, String sentence, Optional<String> remedy) {
  static Check ok(Topic topic, String sentence) {
    return new Check(topic, Status.OK, sentence, Optional.empty());
  }

  static Check warn(Topic topic, String sentence, String remedy) {
    return new Check(topic, Status.WARN, sentence, Optional.of(remedy));
  }

  static Check fail(Topic topic, String sentence, String remedy) {
    return new Check(topic, Status.FAIL, sentence, Optional.of(remedy));
  }

  static Check skipped(Topic topic, String sentence) {
    return new Check(topic, Status.SKIPPED, sentence, Optional.empty());
  }

  static Check skipped(Topic topic, String sentence, String remedy) {
    return new Check(topic, Status.SKIPPED, sentence, Optional.of(remedy));
  }
}
