package org.rop2p.transport.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-GCM with a message's number as nonce, one cipher for all messages. Not thread-safe. */
final class AesGcm {
  static final int TAG_BYTES = 16;
  private static final int NONCE_BYTES = 12;

  private final SecretKey key;
  private final Cipher cipher;

  AesGcm(SecretKey key) {
    this.key = key;
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has AES-GCM", e);
    }
  }

  /** Ciphertext and tag. No number may come twice. */
  byte[] encrypt(long number, byte[] message) {
    try {
      init(Cipher.ENCRYPT_MODE, number);
      return cipher.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM encrypts whatever it is given", e);
    }
  }

  /**
   * The message.
   *
   * @throws AEADBadTagException if that is not what was encrypted under this number
   */
  byte[] decrypt(long number, byte[] ciphertext) throws AEADBadTagException {
    try {
      init(Cipher.DECRYPT_MODE, number);
      return cipher.doFinal(ciphertext);
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM fails by the tag alone", e);
    }
  }

  private void init(int mode, long number)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putInt(0).putLong(number).array();
    cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
  }
}
