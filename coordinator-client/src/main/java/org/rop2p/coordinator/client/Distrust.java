package org.rop2p.coordinator.client;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;

/** Why a TLS handshake with a coordinator failed, in words and with the remedy. Pure. */
final class Distrust {
  /** JSSE has two sentences for an answer in another protocol; this is in both. */
  private static final String NO_TLS = "nrecognized SSL message";

  private Distrust() {}

  static String reason(Throwable tls) {
    Throwable root = tls;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof CertPathBuilderException) {
      return "its certificate is self-signed or of an issuer that this machine does not know; ask"
          + " its admin for a certificate of a public issuer";
    }
    if (root instanceof CertificateExpiredException) {
      return "its certificate has expired; tell its admin, and check the clock of this machine";
    }
    if (root instanceof CertificateException) {
      return "its certificate does not fit (" + root.getMessage() + "); check the URL";
    }
    if (String.valueOf(root.getMessage()).contains(NO_TLS)) {
      return "it speaks no TLS at this port; check the port, and whether its address begins with"
          + " http://";
    }
    return "TLS failed (" + tls.getMessage() + "); check its certificate and tls_version";
  }
}
