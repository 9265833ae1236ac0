package org.rop2p.coordinator.api;

/**
 * The body of a refused REST call.
 *
 * @param code one of {@link ErrorCode}'s constants, or one that this version does not know yet
 * @param message one sentence for people
 */
public record ApiError(String code, String message) {
  public ApiError {
    Limits.code(code);
    message = Limits.sentence(message);
  }
}
