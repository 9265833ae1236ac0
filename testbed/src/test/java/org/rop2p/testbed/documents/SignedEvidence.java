package org.rop2p.testbed.documents;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.evidence.EvidenceLine;
import org.rop2p.proxy.message.LineSignature;
import org.rop2p.proxy.message.SignedLine;

/** What {@code play --evidence} keeps of a line that somebody said. */
final class SignedEvidence {
  private static final SignedLine SAID =
      new SignedLine(2_000_001, 1, 1, "prontera", RawText.ascii("Anna : hello"), 1_795_000_000L);
  private static final int RAW_KEY = 32;

  private SignedEvidence() {}

  /** Signed by a key of its own. */
  static String line() throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(SAID.bytes());
    byte[] key = pair.getPublic().getEncoded();
    return new EvidenceLine(
            SAID,
            new LineSignature(SAID.at(), signature.sign()),
            Base64.getEncoder()
                .encodeToString(Arrays.copyOfRange(key, key.length - RAW_KEY, key.length)),
            "0f".repeat(32),
            Instant.ofEpochSecond(SAID.at()))
        .toJson();
  }
}
