package org.rop2p.coordinator.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.api.KeyProof;
import org.rop2p.coordinator.session.Player;

class ProofCheckTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final int ANNA = 2_000_001;
  private static final String SIGNING_KEY = "A".repeat(43) + "=";
  private static final String OTHER_SIGNING_KEY = "B".repeat(43) + "=";
  private static final String ECDSA = "SHA256withECDSA";

  private final Nonces nonces = new Nonces("secret".getBytes(StandardCharsets.UTF_8));
  private final ProofCheck proofs = new ProofCheck(nonces);
  private final String nonce = nonces.issue(NOW).nonce();

  @ParameterizedTest(name = "{0} {1}: {3}")
  @CsvSource({
    "EC, secp256r1, SHA256withECDSA, true",
    "EC, secp384r1, SHA256withECDSA, true",
    "EC, secp521r1, SHA256withECDSA, true",
    "RSA, 2048, SHA256withRSA, true",
    "Ed25519, '', Ed25519, true",
    "RSA, 1024, SHA256withRSA, false",
    "RSA, 2040, SHA256withRSA, false",
    "Ed448, '', Ed448, false",
    "DSA, 2048, SHA256withDSA, false",
    // Another digest than the one agreed on.
    "EC, secp256r1, SHA1withECDSA, false",
    "RSA, 2048, SHA1withRSA, false",
  })
  void keysOfTheKindsTlsUses(String kind, String size, String algorithm, boolean good)
      throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
    if (kind.equals("EC")) {
      generator.initialize(new ECGenParameterSpec(size));
    } else if (!size.isEmpty()) {
      generator.initialize(Integer.parseInt(size));
    }
    KeyPair pair = generator.generateKeyPair();
    byte[] certificate = certificate(pair.getPublic());
    KeyProof proof = proof(certificate, SIGNING_KEY, nonce, sign(pair, algorithm, ANNA));
    assertEquals(
        good
            ? Optional.of(new Player(ANNA, fingerprint(certificate), SIGNING_KEY))
            : Optional.empty(),
        proofs.check(ANNA, proof, NOW));
  }

  @ParameterizedTest(name = "{0} primes of {1} bits, an exponent of {2} bits: {3}")
  @CsvSource({
    "2, 1024, 17, true",
    "2, 1024, 33, false",
    "2, 1024, 2000, false",
    // RSA works with more than two primes, too, and these are found sooner.
    "8, 512, 17, true",
    "10, 512, 17, false",
  })
  void keysThatAreTooMuchWorkAreRefused(int primes, int bits, int exponentBits, boolean good)
      throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    BigInteger exponent =
        exponentBits == 17
            ? BigInteger.valueOf(65_537)
            : BigInteger.probablePrime(exponentBits, random);
    BigInteger modulus = BigInteger.ONE;
    BigInteger phi = BigInteger.ONE;
    for (int i = 0; i < primes; i++) {
      BigInteger prime = fullPrime(bits, random);
      modulus = modulus.multiply(prime);
      phi = phi.multiply(prime.subtract(BigInteger.ONE));
    }
    KeyFactory factory = KeyFactory.getInstance("RSA");
    PublicKey publicKey = factory.generatePublic(new RSAPublicKeySpec(modulus, exponent));
    PrivateKey privateKey =
        factory.generatePrivate(new RSAPrivateKeySpec(modulus, exponent.modInverse(phi)));
    KeyPair pair = new KeyPair(publicKey, privateKey);
    byte[] signature = sign(pair, "SHA256withRSA", ANNA);
    KeyProof proof = proof(certificate(publicKey), SIGNING_KEY, nonce, signature);
    assertEquals(good, proofs.check(ANNA, proof, NOW).isPresent(), "seed " + seed);
  }

  @Test
  void everyFieldIsSigned() throws Exception {
    KeyPair mine = ec();
    KeyPair other = ec();
    byte[] certificate = certificate(mine.getPublic());
    byte[] signature = sign(mine, ECDSA, ANNA);
    assertTrue(isGood(ANNA, proof(certificate, SIGNING_KEY, nonce, signature)));

    assertFalse(isGood(ANNA + 1, proof(certificate, SIGNING_KEY, nonce, signature)), "account");
    assertFalse(isGood(ANNA, proof(certificate, OTHER_SIGNING_KEY, nonce, signature)), "key");
    String newer = nonces.issue(NOW).nonce();
    assertFalse(isGood(ANNA, proof(certificate, SIGNING_KEY, newer, signature)), "nonce");
    byte[] stolen = certificate(other.getPublic());
    assertFalse(isGood(ANNA, proof(stolen, SIGNING_KEY, nonce, signature)), "certificate");
    byte[] others = sign(other, ECDSA, ANNA);
    assertFalse(isGood(ANNA, proof(certificate, SIGNING_KEY, nonce, others)), "signature");
  }

  @Test
  void aNonceHasToBeOursAndFresh() throws Exception {
    KeyPair pair = ec();
    byte[] certificate = certificate(pair.getPublic());
    KeyProof proof = proof(certificate, SIGNING_KEY, nonce, sign(pair, ECDSA, ANNA));
    assertTrue(proofs.check(ANNA, proof, NOW.plusSeconds(60)).isPresent());
    assertFalse(proofs.check(ANNA, proof, NOW.plusSeconds(61)).isPresent());
    ProofCheck elsewhere = new ProofCheck(new Nonces("other".getBytes(StandardCharsets.UTF_8)));
    assertFalse(elsewhere.check(ANNA, proof, NOW).isPresent());
  }

  @Test
  void noPartOfASignatureIsOne() throws Exception {
    KeyPair pair = ec();
    byte[] certificate = certificate(pair.getPublic());
    byte[] signature = sign(pair, ECDSA, ANNA);
    for (int length = 1; length < signature.length; length++) {
      byte[] part = Arrays.copyOf(signature, length);
      assertFalse(isGood(ANNA, proof(certificate, SIGNING_KEY, nonce, part)), "of " + length);
    }
    // r = s = 0, which some releases of Java 17 believe.
    byte[] zero = {0x30, 6, 2, 1, 0, 2, 1, 0};
    assertFalse(isGood(ANNA, proof(certificate, SIGNING_KEY, nonce, zero)), "zero");
  }

  @Test
  void noPartOfACertificateIsOneAndNothingStandsAroundIt() throws Exception {
    KeyPair pair = ec();
    byte[] certificate = certificate(pair.getPublic());
    byte[] signature = sign(pair, ECDSA, ANNA);
    for (int length = 1; length < certificate.length; length++) {
      byte[] part = Arrays.copyOf(certificate, length);
      assertFalse(isGood(ANNA, proof(part, SIGNING_KEY, nonce, signature)), "of " + length);
    }
    byte[] longer = Arrays.copyOf(certificate, certificate.length + 1);
    assertFalse(isGood(ANNA, proof(longer, SIGNING_KEY, nonce, signature)), "a byte more");
    String pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(certificate)
            + "\n-----END CERTIFICATE-----\n";
    byte[] text = pem.getBytes(StandardCharsets.US_ASCII);
    assertFalse(isGood(ANNA, proof(text, SIGNING_KEY, nonce, signature)), "PEM");
  }

  @Test
  void noNoiseIsAProof() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    KeyPair pair = ec();
    byte[] certificate = certificate(pair.getPublic());
    byte[] signature = sign(pair, ECDSA, ANNA);
    for (int i = 0; i < 2_000; i++) {
      byte[] noisy = certificate.clone();
      // The parser must not throw what is not caught, wherever it stumbles.
      noisy[random.nextInt(noisy.length)] ^= (byte) (1 + random.nextInt(255));
      Optional<Player> player =
          proofs.check(ANNA, proof(noisy, SIGNING_KEY, nonce, signature), NOW);
      // What the key signed may stand in another certificate: then that is who he is.
      player.ifPresent(
          proven -> assertEquals(fingerprint(noisy), proven.fingerprint(), "seed " + seed));
      byte[] noise = new byte[1 + random.nextInt(300)];
      random.nextBytes(noise);
      assertFalse(isGood(ANNA, proof(noise, SIGNING_KEY, nonce, signature)), "seed " + seed);
      assertFalse(isGood(ANNA, proof(certificate, SIGNING_KEY, nonce, noise)), "seed " + seed);
    }
    for (String odd : new String[] {"A", "AA=", "AAAA=", "A==", "AAAAA"}) {
      KeyProof proof = new KeyProof(odd, SIGNING_KEY, nonce, odd);
      assertFalse(isGood(ANNA, proof), odd);
    }
  }

  private boolean isGood(int accountId, KeyProof proof) {
    return proofs.check(accountId, proof, NOW).isPresent();
  }

  private byte[] sign(KeyPair pair, String algorithm, int accountId) throws Exception {
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(pair.getPrivate());
    signature.update(KeyProof.signedBytes(nonce, accountId, SIGNING_KEY));
    return signature.sign();
  }

  private static KeyProof proof(
      byte[] certificate, String signingKey, String nonce, byte[] signature) {
    Base64.Encoder base64 = Base64.getEncoder();
    return new KeyProof(
        base64.encodeToString(certificate), signingKey, nonce, base64.encodeToString(signature));
  }

  /** A product of such has all its bits. */
  private static BigInteger fullPrime(int bits, Random random) {
    BigInteger prime = BigInteger.probablePrime(bits, random);
    while (prime.shiftRight(bits - 5).intValue() != 31) {
      prime = prime.setBit(bits - 2).setBit(bits - 3).setBit(bits - 4).setBit(bits - 5);
      prime = prime.nextProbablePrime();
    }
    return prime;
  }

  private static KeyPair ec() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** Signed by anybody: nobody looks at that. */
  private static byte[] certificate(PublicKey key) throws Exception {
    X500Name name = new X500Name("CN=test");
    return new JcaX509v3CertificateBuilder(
            name, BigInteger.ONE, Date.from(NOW), Date.from(NOW.plusSeconds(3_600)), name, key)
        .build(new JcaContentSignerBuilder(ECDSA).build(ec().getPrivate()))
        .getEncoded();
  }

  private static String fingerprint(byte[] certificate) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
