package org.rop2p.proxy.speech;

import org.rop2p.proxy.message.LineSignature;
import org.rop2p.proxy.message.SignedLine;

/**
 * Signs own lines of chat, checks those of others, and keeps what was shown. Called on the
 * session's loop, which it holds up for about a millisecond at most.
 */
public interface Notary {
  /** What a signature is worth. */
  enum Verdict {
    /** The author's key made it. */
    GENUINE,
    /** The author's key did not. */
    FORGED,
    /** The author's key is not known. */
    UNKNOWN
  }

  /** Seconds since 1970, as signatures have them. */
  long seconds();

  /** Signs a line of the own character's. */
  LineSignature sign(SignedLine line);

  /** Checks a line of somebody else's. */
  Verdict check(SignedLine line, LineSignature signature);

  /** A line of somebody else's has been shown on its author's word. */
  void shown(SignedLine line, LineSignature signature);
}
