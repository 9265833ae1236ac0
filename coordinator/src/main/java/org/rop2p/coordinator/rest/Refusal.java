package org.rop2p.coordinator.rest;

/** Why a call is refused: an HTTP status and what the body says. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  final int status;
  final String code;

  Refusal(int status, String code, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
    this.code = code;
  }
}
