package org.rop2p.proxy.replay;

/** The recording cannot be played; the message is one sentence for people. */
public final class UnusableRecordingException extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableRecordingException(String sentence) {
    super(sentence);
  }
}
