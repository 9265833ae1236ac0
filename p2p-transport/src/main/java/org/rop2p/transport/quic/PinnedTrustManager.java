package org.rop2p.transport.quic;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.X509ExtendedTrustManager;
import org.rop2p.transport.Fingerprint;

/**
 * Trusts the one certificate that the link pins; the engine's peer host is the link's number.
 *
 * <p>Extended, so that the JDK does not wrap it and adds no checks of names or dates.
 */
final class PinnedTrustManager extends X509ExtendedTrustManager {
  private final PeerPins pins;

  PinnedTrustManager(PeerPins pins) {
    this.pins = pins;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw noLink();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw noLink();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw noLink();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw noLink();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  /** Handshakes that skip the trust manager would be caught here. */
  static boolean isPinned(Fingerprint peer, SSLEngine engine) {
    try {
      var chain = engine.getSession().getPeerCertificates();
      return peer.equals(Fingerprint.of((X509Certificate) chain[0]));
    } catch (SSLPeerUnverifiedException | CertificateException e) {
      return false;
    }
  }

  private void check(X509Certificate[] chain, SSLEngine engine) throws CertificateException {
    int link = QuicCodecs.linkOf(engine);
    Optional<Fingerprint> pinned = pins.pinned(link);
    if (pinned.isEmpty()) {
      throw noLink();
    }
    if (chain.length == 0 || !pinned.get().equals(Fingerprint.of(chain[0]))) {
      pins.refused(link);
      throw new CertificateException("the certificate is not the pinned one");
    }
  }

  private static CertificateException noLink() {
    return new CertificateException("no link pins this certificate");
  }
}
