package org.rop2p.coordinator.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DistrustTest {
  /** As JSSE nests them: the root says what was wrong. */
  static Stream<Arguments> problems() {
    return Stream.of(
        Arguments.of(
            new CertificateException("PKIX path building failed", new CertPathBuilderException()),
            "self-signed"),
        Arguments.of(
            new CertificateException(
                "PKIX path validation failed", new CertificateExpiredException()),
            "has expired"),
        Arguments.of(
            new CertificateException("No name matching game.example found"),
            "does not fit (No name matching game.example found); check the URL"),
        Arguments.of(
            new SSLException("Unsupported or unrecognized SSL message"),
            "it speaks no TLS at this port"),
        Arguments.of(
            new SSLException("Unrecognized SSL message, plaintext connection?"),
            "it speaks no TLS at this port"),
        Arguments.of(null, "TLS failed (handshake); check its certificate and tls_version"));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void theRootOfTheProblemIsNamed(Exception cause, String expected) {
    SSLHandshakeException tls = new SSLHandshakeException("handshake");
    tls.initCause(cause);
    assertTrue(Distrust.reason(tls).contains(expected), Distrust.reason(tls));
  }
}
