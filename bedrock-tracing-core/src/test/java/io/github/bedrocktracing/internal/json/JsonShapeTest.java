/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonShapeTest {
  private static final JsonShape<List<Object>> INTEGER =
      JsonShape.<List<Object>>builder().integer("n", List::add).build();
  private static final JsonShape<List<Object>> DECIMAL =
      JsonShape.<List<Object>>builder().decimal("n", List::add).build();
  private static final JsonShape<List<Object>> TEXT =
      JsonShape.<List<Object>>builder().text("n", List::add).build();
  private static final JsonShape<List<Object>> TEXTS =
      JsonShape.<List<Object>>builder().texts("n", List::add).build();
  private static final JsonShape<List<Object>> PRESENT =
      JsonShape.<List<Object>>builder().present("n", found -> found.add("present")).build();

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "-3,-3",
    "9223372036854775807,9223372036854775807",
    "-9223372036854775808,-9223372036854775808",
    "28.0,28",
    "28.9,28",
    "1e3,1000",
  })
  void readsIntegers(String value, long expected) {
    assertThat(value(INTEGER, value)).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808",
        "-9223372036854775809",
        "18446744073709551617",
        "99999999999999999999999999",
        "1e400",
        "-1e400",
        "9.3e18",
        "null",
        "\"1\"",
        "[1]",
        "{}",
        "true"
      })
  void skipsWhatIsNoInteger(String value) {
    assertThat(value(INTEGER, value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0.5,0.5", "1,1.0", "99999999999999999999,1e20"})
  void readsDecimals(String value, double expected) {
    assertThat(value(DECIMAL, value)).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "null", "\"0.5\"", "[0.5]", "{\"n\":1}", "false"})
  void skipsWhatIsNoDecimal(String value) {
    assertThat(value(DECIMAL, value)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "1", "\"\"", "[\"a\"]", "{\"n\":\"a\"}", "true"})
  void skipsWhatIsNoText(String value) {
    assertThat(value(TEXT, value)).isEmpty();
  }

  @Test
  void readsTextsUpToTheLongestLength() {
    String longest = "x".repeat(JsonShape.MAX_TEXT_LENGTH);

    assertThat(value(TEXT, "\"a\\u00e9\"")).containsExactly("aé");
    assertThat(value(TEXT, "\"" + longest + "\"")).containsExactly(longest);
    assertThat(value(TEXT, "\"" + longest + "x\"")).isEmpty();
  }

  @Test
  void readsListsOfTexts() {
    assertThat(value(TEXTS, "[\"a\",1,null,[\"x\"],{\"n\":\"y\"},\"b\"]"))
        .containsExactly(List.of("a", "b"));
    assertThat(value(TEXTS, "\"a\"")).containsExactly(List.of("a"));
    assertThat(value(TEXTS, "[]")).isEmpty();
    assertThat(value(TEXTS, "{\"a\":\"b\"}")).isEmpty();
    assertThat(value(TEXTS, "[" + "\"a\",".repeat(JsonShape.MAX_TEXTS) + "\"b\"]"))
        .containsExactly(Collections.nCopies(JsonShape.MAX_TEXTS, "a"));
  }

  @Test
  void tellsPresence() {
    assertThat(value(PRESENT, "{\"a\":[1]}")).containsExactly("present");
    assertThat(value(PRESENT, "false")).containsExactly("present");
    assertThat(value(PRESENT, "null")).isEmpty();
  }

  @Test
  void goesOnBehindSkippedValues() {
    JsonShape<List<Object>> shape =
        JsonShape.<List<Object>>builder()
            .integer("a", List::add)
            .object("b", INTEGER)
            .each("c", INTEGER)
            .text("d", List::add)
            .build();

    assertThat(
            read(
                shape,
                "{\"x\":{\"a\":1},\"a\":[{\"a\":2}],\"b\":[{\"n\":3}],\"c\":{\"n\":4},\"d\":\"end\"}"))
        .containsExactly("end");
    assertThat(
            read(
                shape,
                "{\"b\":{\"n\":3,\"z\":[]},\"c\":[1,{\"n\":4},[{\"n\":5}],{\"n\":6}],\"a\":7}"))
        .containsExactly(3L, 4L, 6L, 7L);
  }

  @Test
  void hearsOfEveryDuplicate() {
    assertThat(read(INTEGER, "{\"n\":1,\"n\":2}")).containsExactly(1L, 2L);
  }

  @Test
  void endsElementsThatAreDamaged() {
    JsonShape<List<Object>> shape =
        JsonShape.<List<Object>>builder()
            .each(
                "c",
                JsonShape.<List<Object>>builder().text("n", List::add).build(),
                found -> new ArrayList<>(),
                List::add)
            .build();

    assertThat(read(shape, "{\"c\":[{\"n\":\"a\"},{\"n\":\"b\",\"m\":\"cu"))
        .containsExactly(List.of("a"), List.of("b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"n\":12", "{\"n\":12.5", "{\"n\":1", "{\"n\":-"})
  void doesNotBelieveNumbersThatMayBeCut(String body) {
    assertThat(read(INTEGER, body)).isEmpty();
    assertThat(read(DECIMAL, body)).isEmpty();
  }

  @Test
  void keepsWhatStoodBeforeTheDamage() {
    assertThat(read(INTEGER, "{\"n\":12,\"cut")).containsExactly(12L);
    assertThat(read(INTEGER, "{\"n\":12,\"m\":-}")).containsExactly(12L);
    assertThat(read(INTEGER, "{\"n\":12,\"m\":34")).containsExactly(12L);
    assertThat(read(INTEGER, "{\"n\":12}}}}")).containsExactly(12L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "[{\"n\":1}]", "\"n\"", "1", "}", "\u0001"})
  void findsNothingInOtherValues(String body) {
    assertThat(read(INTEGER, body)).isEmpty();
    assertThat(JsonBytes.of(bytes(body)).keys().isEmpty()).isTrue();
  }

  @Test
  void tellsKeys() {
    TopLevelKeys keys = JsonBytes.of(bytes("{\"a\":{\"c\":1},\"b\":2}")).keys();

    assertThat(keys.hasAll("a", "b")).isTrue();
    assertThat(keys.hasAny("c", "b")).isTrue();
    assertThat(keys.has("c")).isFalse();
    assertThat(JsonBytes.of(bytes("{\"a\":1,\"b")).keys().has("a")).isTrue();
    assertThat(JsonBytes.of(bytes("{\"a\":1,\"b")).keys().has("b")).isFalse();
  }

  @Test
  void readsPartOfAnArray() {
    byte[] bytes = bytes("xx{\"n\":5}yy");
    List<Object> found = new ArrayList<>();

    JsonBytes.of(bytes, 2, bytes.length - 4).read(INTEGER, found);

    assertThat(found).containsExactly(5L);
  }

  @Test
  void refusesFieldsNamedTwice() {
    assertThatThrownBy(
            () -> JsonShape.<List<Object>>builder().including(TEXT).integer("n", List::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("n");
  }

  private static List<Object> value(JsonShape<List<Object>> shape, String value) {
    return read(shape, "{\"m\":0,\"n\":" + value + ",\"o\":0}");
  }

  private static List<Object> read(JsonShape<List<Object>> shape, String body) {
    List<Object> found = new ArrayList<>();
    JsonBytes.of(bytes(body)).read(shape, found);
    return found;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
