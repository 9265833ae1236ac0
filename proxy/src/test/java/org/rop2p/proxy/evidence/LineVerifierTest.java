package org.rop2p.proxy.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.message.LineSignature;
import org.rop2p.proxy.message.SignedLine;

/** What is signed is one line and no other, by one key and no other. */
class LineVerifierTest {
  private static final int ANN = 2_000_002;
  private static final SignedLine LINE =
      new SignedLine(ANN, 9, 3, "prontera", RawText.ascii("Ann : hi"), 1_700_000_000);

  private final LineVerifier verifier = new LineVerifier();
  private final TestKey key = new TestKey();

  @Test
  void whatItsAuthorSignedIsGenuine() {
    assertTrue(verifier.genuine(LINE, key.sign(LINE), key.text()));
    assertTrue(verifier.genuine(LINE, key.sign(LINE), key.text()), "and stays so");
  }

  @Test
  void theSignedBytesAreThoseOfTheContract() {
    assertEquals(
        "726f2d703270206c696e6520310a" // ro-p2p line 1, line feed
            + "001e8482"
            + "00000009"
            + "00000003"
            + "6553f100"
            + "01"
            + "08"
            + "70726f6e74657261"
            + "416e6e203a206869",
        HexFormat.of().formatHex(LINE.bytes()));
  }

  @Test
  void noOtherLineHasThatSignature() {
    LineSignature signature = key.sign(LINE);
    RawText text = LINE.text();
    List<SignedLine> others =
        List.of(
            new SignedLine(ANN + 1, 9, 3, "prontera", text, LINE.at()),
            new SignedLine(ANN, 10, 3, "prontera", text, LINE.at()),
            new SignedLine(ANN, 9, 4, "prontera", text, LINE.at()),
            new SignedLine(ANN, 9, 3, "geffen", text, LINE.at()),
            new SignedLine(ANN, 9, 3, "pronter", RawText.ascii("aAnn : hi"), LINE.at()),
            new SignedLine(ANN, 9, 3, "prontera", RawText.ascii("Ann : ho"), LINE.at()),
            new SignedLine(ANN, 9, 3, "prontera", RawText.ascii("Ann : hi "), LINE.at()),
            new SignedLine(ANN, 9, 3, "prontera", text, LINE.at() + 1));
    for (SignedLine other : others) {
      assertFalse(verifier.genuine(other, signature, key.text()), other.toString());
    }
  }

  @Test
  void noBitOfASignatureMayDiffer() {
    byte[] bytes = key.sign(LINE).bytes();
    for (int bit = 0; bit < Byte.SIZE * bytes.length; bit++) {
      byte[] other = bytes.clone();
      other[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      LineSignature damaged = new LineSignature(LINE.at(), other);
      assertFalse(verifier.genuine(LINE, damaged, key.text()), "bit " + bit);
    }
  }

  @Test
  void anotherKeyHasNotSigned() {
    assertFalse(verifier.genuine(LINE, key.sign(LINE), new TestKey().text()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no Base64", "AAAA", "//////////////////////////////////////////8="})
  void whatIsNoKeyHasSignedNothing(String text) {
    assertFalse(verifier.genuine(LINE, key.sign(LINE), text));
  }

  /** R and S such that S·B = R + h·A whatever h is, as A is of small order and R its multiple. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
      })
  void aKeyUnderWhichEverythingIsSignedHasSignedNothing(String hex) {
    String weak = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    byte[] identity = new byte[LineSignature.BYTES];
    identity[0] = 1;
    for (int number = 1; number <= 50; number++) {
      SignedLine line = new SignedLine(ANN, 9, number, "prontera", LINE.text(), LINE.at());
      assertFalse(verifier.genuine(line, new LineSignature(LINE.at(), identity), weak), hex);
    }
  }
}
