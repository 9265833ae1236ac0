package org.rop2p.proxy.speech;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.rop2p.proxy.message.LineSignature;
import org.rop2p.proxy.message.SignedLine;

/**
 * Signs by a hash, where a million lines are said. All its players are honest: a signature that is
 * not of the line as it came is the code's fault.
 */
public final class CheapNotary implements Notary {
  @Override
  public long seconds() {
    return 0;
  }

  @Override
  public LineSignature sign(SignedLine line) {
    ByteBuffer bytes = ByteBuffer.allocate(LineSignature.BYTES);
    return new LineSignature(line.at(), bytes.putInt(Arrays.hashCode(line.bytes())).array());
  }

  @Override
  public Verdict check(SignedLine line, LineSignature signature) {
    if (!signature.equals(sign(line))) {
      throw new AssertionError("signed was another line than " + line);
    }
    return Verdict.GENUINE;
  }

  @Override
  public void shown(SignedLine line, LineSignature signature) {}
}
