package org.rop2p.proxy.config;

/** The proxy cannot start; the message is one sentence for a person, with the remedy. */
public final class ProxyStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ProxyStartException(String sentence) {
    super(sentence);
  }

  public ProxyStartException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
