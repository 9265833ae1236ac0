package org.rop2p.coordinator.config;

import java.nio.file.Path;
import java.util.Optional;

/** Reads of {@code security} what is served with, and who administers. */
final class SecuritySection {
  /** A token of fewer characters can be guessed. */
  private static final int MIN_ADMIN_TOKEN = 16;

  private SecuritySection() {}

  static Optional<TlsConfig> tls(Section security) {
    String certificate = file(security, "ssl_cert");
    String key = file(security, "ssl_key");
    if (certificate.isEmpty() != key.isEmpty()) {
      boolean noKey = key.isEmpty();
      security.problem(
          noKey ? "ssl_key" : "ssl_cert",
          " is missing, but "
              + (noKey ? "ssl_cert" : "ssl_key")
              + " is there: name both for HTTPS, or neither");
      return Optional.empty();
    }
    return key.isEmpty()
        ? Optional.empty()
        : Optional.of(new TlsConfig(Path.of(certificate), Path.of(key)));
  }

  static String adminToken(Section security, Section.Notes notes) {
    String token = security.secret("admin_token");
    if (!token.isEmpty() && token.length() < MIN_ADMIN_TOKEN) {
      notes.problem(
          "security.admin_token has "
              + token.length()
              + " characters, but must have at least "
              + MIN_ADMIN_TOKEN
              + ": openssl rand -hex 32 makes a good one");
    }
    return token;
  }

  private static String file(Section security, String key) {
    return security.text(key, "", name -> !name.isBlank(), "the name of a PEM file");
  }
}
