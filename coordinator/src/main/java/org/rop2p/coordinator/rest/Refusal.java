package org.rop2p.coordinator.rest;

import java.time.Duration;

/** Why a call is refused: an HTTP status and what the body says. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  final int status;
  final String code;

  /** After which it makes sense to ask again; zero: not known. */
  final Duration retryAfter;

  Refusal(int status, String code, String sentence) {
    this(status, code, sentence, Duration.ZERO);
  }

  Refusal(int status, String code, String sentence, Duration retryAfter) {
    super(sentence, null, false, false);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** In whole seconds, as Retry-After has it (RFC 9110 section 10.2.3). */
  long waitSeconds() {
    return retryAfter.plusNanos(999_999_999).toSeconds();
  }
}
