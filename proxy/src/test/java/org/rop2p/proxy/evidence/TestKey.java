package org.rop2p.proxy.evidence;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.LineSignature;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.message.SignedLine;

/** A proxy's signing key. */
public final class TestKey {
  private static final int RAW = 32;

  private final KeyPair pair;

  public TestKey() {
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** 32 bytes in Base64. */
  public String text() {
    byte[] encoded = pair.getPublic().getEncoded();
    return Base64.getEncoder()
        .encodeToString(Arrays.copyOfRange(encoded, encoded.length - RAW, encoded.length));
  }

  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  public LineSignature sign(SignedLine line) {
    return new LineSignature(line.at(), sign(line.bytes()));
  }

  /** A message of a stream, signed if it has a line of chat. */
  public PeerMessage.Told told(
      PeerMessage.Header header, Kind kind, int token, ToReceivers<Content> message, long at) {
    Optional<LineSignature> signature =
        PeerMessage.Told.lineOf(header, message, at).map(this::sign);
    return new PeerMessage.Told(header, kind, token, message, signature);
  }
}
