package org.rop2p.proxy.play;

import org.rop2p.proxy.evidence.EvidenceLine;
import org.rop2p.proxy.evidence.Signatures;
import org.rop2p.proxy.message.LineSignature;
import org.rop2p.proxy.message.SignedLine;
import org.rop2p.proxy.speech.Notary;

/**
 * Signs with the process's key and checks by the key that the coordinator attested for the author,
 * which it keeps with the line.
 */
record LineNotary(Signatures signatures, Presence presence) implements Notary {
  @Override
  public long seconds() {
    long now = signatures.clock().instant().getEpochSecond();
    return Math.max(0, Math.min(LineSignature.LAST_SECOND, now));
  }

  @Override
  public LineSignature sign(SignedLine line) {
    return new LineSignature(line.at(), signatures.signer().apply(line.bytes()));
  }

  @Override
  public Verdict check(SignedLine line, LineSignature signature) {
    return presence
        .attested(line.author())
        .map(
            by ->
                signatures.verifier().genuine(line, signature, by.signingKey())
                    ? Verdict.GENUINE
                    : Verdict.FORGED)
        .orElse(Verdict.UNKNOWN);
  }

  @Override
  public void shown(SignedLine line, LineSignature signature) {
    presence
        .attested(line.author())
        .ifPresent(
            by ->
                signatures
                    .evidence()
                    .add(
                        new EvidenceLine(
                            line,
                            signature,
                            by.signingKey(),
                            by.fingerprint(),
                            signatures.clock().instant())));
  }
}
