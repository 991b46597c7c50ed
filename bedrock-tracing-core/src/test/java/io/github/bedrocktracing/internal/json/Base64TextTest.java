/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Base64 in a field is decoded as by a decoder that sees the whole text, or not at all. */
class Base64TextTest {
  private final Random random = new Random(20261128);

  @Test
  void binariesOfEveryLength_areDecoded_alsoWithEscapes() {
    for (int length = 0; length < 300; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      String base64 = Base64.getEncoder().encodeToString(bytes);
      for (String text : List.of(base64, base64.replace("/", "\\/"), base64.replace("A", "A\\n"))) {
        Base64Sink sink = new Base64Sink();
        JsonBytes.of(("{\"n\":\"" + text + "\"}").getBytes(UTF_8)).readBase64("n", sink);
        assertThat(sink.toByteArray()).isEqualTo(bytes);
      }
    }
  }

  @Test
  void anyText_isDecodedAsByADecoderOfWholeTexts() {
    int decoded = 0;
    // Also where one text begins as others before it.
    Base64Sink sink = new Base64Sink();
    for (int round = 0; round < 20_000; round++) {
      String text = base64WithMistakes();
      String json = "{\"a\":\"AAAA\",\"n\":\"" + text + "\",\"p\":\"AAAAAAAAAAAA\"}";

      JsonBytes.of(json.getBytes(UTF_8)).readBase64("n", sink);

      byte[] expected = decodedWhole(text);
      assertThat(sink.toByteArray()).as(text).isEqualTo(expected);
      decoded += expected.length > 0 ? 1 : 0;
    }
    assertThat(decoded).isBetween(5_000, 15_000);
  }

  @Test
  void textsThatBeginAlike_areDecodedAsIfEachWereTheFirst() {
    Base64Sink sink = new Base64Sink();
    byte[] bytes = new byte[0];
    for (int round = 0; round < 20_000; round++) {
      int kept = random.nextInt(bytes.length + 1);
      byte[] next = new byte[kept + random.nextInt(round % 500 == 0 ? 6_000 : 90)];
      random.nextBytes(next);
      System.arraycopy(bytes, 0, next, 0, kept);
      bytes = next.length > 9_000 ? new byte[0] : next;
      String text = Base64.getEncoder().encodeToString(bytes);
      int how = random.nextInt(10);
      String written = how == 0 ? text.replace("/", "\\/") : how == 1 ? text + '%' : text;

      JsonBytes.of(("{\"n\":\"" + written + "\"}").getBytes(UTF_8)).readBase64("n", sink);

      assertThat(sink.toByteArray())
          .as("round %d: %s", round, written)
          .isEqualTo(how == 1 ? new byte[0] : bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"n\":\"aGVsbG8=\"}",
        " { \"a\" : {\"n\":1}, \"\\u006e\" : \"aGVsbG8=\" } ",
        "{\"n\":\"aGVsbG8=\",\"n\":\"AAAA\"}",
        "{\"n\":\"aGVsbG8=\", damaged"
      })
  void firstFieldOfTheName_isDecoded(String json) {
    Base64Sink sink = new Base64Sink();

    JsonBytes.of(json.getBytes(UTF_8)).readBase64("n", sink);

    assertThat(new String(sink.toByteArray(), UTF_8)).isEqualTo("hello");
    assertThat(sink.view().length()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[\"n\",\"aGVsbG8=\"]",
        "{\"n\":[\"aGVsbG8=\"]}",
        "{\"m\":\"aGVsbG8=\"}",
        "{\"a\":{\"n\":\"aGVsbG8=\"}}"
      })
  void whereThereIsNoSuchText_nothingIsAdded(String json) {
    Base64Sink sink = new Base64Sink();

    JsonBytes.of(json.getBytes(UTF_8)).readBase64("n", sink);

    assertThat(sink.size()).isZero();
  }

  @Test
  void base64ThatIsCutOff_addsNothing() {
    byte[] json = "{\"n\":\"AAAABBBBCCCCDD==\"}".getBytes(UTF_8);
    for (int length = 0; length < json.length - 1; length++) {
      Base64Sink sink = new Base64Sink();
      JsonBytes.of(json, 0, length).readBase64("n", sink);
      assertThat(sink.size()).as("%s bytes", length).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%%%%", "aGVsbG8", "aGVsbG8==", "a", "aG=s", "aGVsbG8=a", "aGVsbG8\\u00fc"})
  void whatIsNoBase64_addsNothing(String text) {
    Base64Sink sink = new Base64Sink();

    JsonBytes.of(("{\"n\":\"" + text + "\"}").getBytes(UTF_8)).readBase64("n", sink);

    assertThat(sink.size()).isZero();
  }

  /**
   * As a decoder of MIME does it that holds the whole; what is no base64 it does not know either.
   */
  @Test
  void digestOfATextInPlace_isThatOfItsBytes() throws NoSuchAlgorithmException {
    List<String> texts = new ArrayList<>();
    for (int length : new int[] {0, 1, 2, 3, 6141, 6142, 6143, 6144, 6145, 20_000}) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      texts.add(Base64.getEncoder().encodeToString(bytes));
      texts.add(Base64.getMimeEncoder().encodeToString(bytes).replace("\r\n", "\\r\\n"));
      texts.add(Base64.getMimeEncoder(64, new byte[] {' '}).encodeToString(bytes));
      texts.add(Base64.getMimeEncoder(60, new byte[] {' ', ' '}).encodeToString(bytes) + "    ");
    }
    for (String text : texts) {
      byte[] bytes = Base64.getMimeDecoder().decode(text.replace("\\r\\n", ""));
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      MessageDigest expected = MessageDigest.getInstance("SHA-256");

      CharSequence lazy =
          JsonBytes.of(("{\"n\":\"" + text + "\"}").getBytes(UTF_8)).object().lazyText("n");

      assertThat(Base64Text.digest(lazy, digest)).isEqualTo(bytes.length);
      assertThat(digest.digest()).isEqualTo(expected.digest(bytes));
    }
  }

  @Test
  void digestOfWhatIsNoBase64_isNone() throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");

    for (String text : List.of("%%%%", "aGVsbG8", "aGVsbG8=a", "grün", "AAAA".repeat(4000) + "%")) {
      assertThat(Base64Text.digest(text, digest)).as(text).isEqualTo(-1);
    }
  }

  /** Returns base64 of random bytes, in half of the cases with a character changed or added. */
  private String base64WithMistakes() {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    StringBuilder text = new StringBuilder(Base64.getEncoder().encodeToString(bytes));
    if (random.nextBoolean()) {
      int place = random.nextInt(text.length() + 1);
      char mistake = "=%-_ \nAü\u0080\u07ff".charAt(random.nextInt(10));
      if (random.nextBoolean() && place < text.length()) {
        text.setCharAt(place, mistake);
      } else {
        text.insert(place, mistake);
      }
    }
    return text.toString();
  }

  /** Returns what text holds without its white space; nothing where it is not base64. */
  private static byte[] decodedWhole(String text) {
    String dense = text.replace(" ", "").replace("\n", "");
    try {
      return dense.length() % 4 == 0 ? Base64.getDecoder().decode(dense) : new byte[0];
    } catch (IllegalArgumentException damaged) {
      return new byte[0];
    }
  }
}
