package org.rop2p.proxy.config;

/** A configuration that cannot be used; the message names file, key, value and what is allowed. */
public final class ConfigProblem extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  ConfigProblem(String sentence) {
    super(sentence);
  }
}
