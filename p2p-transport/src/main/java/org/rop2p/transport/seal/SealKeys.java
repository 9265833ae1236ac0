package org.rop2p.transport.seal;

import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * The keys of a link, one for each lane and direction, so that no number of one means anything in
 * another: HKDF-SHA-256 (RFC 5869) over both sides' random bytes, the QUIC client's first.
 */
record SealKeys(Directions stream, Directions datagrams) {
  private static final byte[] SALT = "ro-p2p seal 2".getBytes(StandardCharsets.US_ASCII);
  private static final int KEY_BYTES = 32;

  /** The keys of one lane. */
  record Directions(SecretKey fromClient, SecretKey fromServer) {}

  static SealKeys derive(byte[] client, byte[] server) {
    byte[] material = new byte[client.length + server.length];
    System.arraycopy(client, 0, material, 0, client.length);
    System.arraycopy(server, 0, material, client.length, server.length);
    return new SealKeys(directions(material, "stream"), directions(material, "datagrams"));
  }

  private static Directions directions(byte[] material, String lane) {
    return new Directions(
        expand(material, lane + " from client"), expand(material, lane + " from server"));
  }

  private static SecretKey expand(byte[] material, String purpose) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    hkdf.init(new HKDFParameters(material, SALT, purpose.getBytes(StandardCharsets.US_ASCII)));
    byte[] key = new byte[KEY_BYTES];
    hkdf.generateBytes(key, 0, KEY_BYTES);
    return new SecretKeySpec(key, "AES");
  }
}
