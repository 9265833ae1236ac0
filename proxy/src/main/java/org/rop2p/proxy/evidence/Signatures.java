package org.rop2p.proxy.evidence;

import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.message.LineSignature;
import org.rop2p.proxy.message.SignedLine;

/**
 * With what a process signs and checks lines, and where it keeps them. Thread-safe.
 *
 * @param signer makes an Ed25519 signature with the key that the coordinator attests
 */
public record Signatures(
    UnaryOperator<byte[]> signer, LineVerifier verifier, Evidence evidence, InstantSource clock) {
  /** What is loaded and translated by then costs no player a stutter. */
  private static final int WARM_UP_ROUNDS = 20;

  /**
   * Signs and checks something by the way: the first times take ten times as long.
   *
   * @param signingKey of the signer, 32 bytes in Base64
   */
  public void warmUp(String signingKey) {
    for (int i = 1; i <= WARM_UP_ROUNDS; i++) {
      SignedLine line = new SignedLine(0, 0, i, "", RawText.EMPTY, 0);
      byte[] bytes = signer.apply(line.bytes());
      verifier.genuine(line, new LineSignature(0, bytes), signingKey);
    }
  }
}
