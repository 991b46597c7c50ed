/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scanner reads of an object is what a parser of everything reads of it. */
class JsonScannerTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final String[] TEXTS = {
    "",
    "a",
    "some words",
    "\"",
    "\\",
    "\\\"",
    "\n\t\r\b\f",
    "\u0001",
    "ü€😀",
    "}",
    "]",
    "{\"n\":1}",
    ","
  };

  private static final JsonShape<List<Object>> SHAPE =
      JsonShape.<List<Object>>builder()
          .text("text", List::add)
          .integer("integer", List::add)
          .decimal("decimal", List::add)
          .texts("texts", List::add)
          .object("ob\"ject", JsonShape.<List<Object>>builder().text("text", List::add).build())
          .build();

  private final Random random = new Random(20261128);

  @Test
  void randomObjects_areReadAsByAParser() throws Exception {
    for (int i = 0; i < 5_000; i++) {
      Map<String, Object> object = object(3);
      byte[] json = bytes(object);
      List<Object> found = new ArrayList<>();

      TopLevelKeys keys = JsonBytes.of(json).read(SHAPE, found);

      assertThat(isWhole(json)).as(new String(json, UTF_8)).isTrue();
      object.keySet().stream()
          .filter(name -> !name.equals("üx"))
          .forEach(name -> assertThat(keys.has(name)).as(name).isTrue());
      assertThat(found).as(new String(json, UTF_8)).isEqualTo(expected(object));
    }
  }

  @Test
  void namesWithEscapes_areKeptUpToTheSameNumberAsOthers() {
    StringBuilder json = new StringBuilder("{\"\\u0041first\":0");
    for (int i = 0; i < TopLevelKeys.MAX_KEYS; i++) {
      json.append(",\"\\n").append(i).append("\":0");
    }
    json.append(",\"\\u0041last\":0}");

    TopLevelKeys keys = JsonBytes.of(json.toString().getBytes(UTF_8)).keys();

    assertThat(isWhole(json.toString().getBytes(UTF_8))).isTrue();
    assertThat(keys.has("Afirst")).isTrue();
    assertThat(keys.has("Alast")).isFalse();
  }

  @Test
  void everyBeginningOfAnObject_givesNoMoreThanTheWhole() throws Exception {
    for (int i = 0; i < 200; i++) {
      byte[] json = bytes(object(2));
      List<Object> whole = new ArrayList<>();
      JsonBytes.of(json).read(SHAPE, whole);
      for (int length = 0; length < json.length; length++) {
        List<Object> found = new ArrayList<>();

        JsonBytes.of(json, 0, length).read(SHAPE, found);

        assertThat(WholeObject.isReadBy(SHAPE, new ArrayList<>(), json, length)).isFalse();
        assertThat(found).isEqualTo(whole.subList(0, found.size()));
      }
    }
  }

  /** Each byte is changed, dropped or doubled; whatever comes of it is as a parser says. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void changedObjects_areReadAsByAParser() throws Exception {
    for (int i = 0; i < 20_000; i++) {
      byte[] json = damaged(bytes(object(2)));
      List<Object> found = new ArrayList<>();

      JsonBytes.of(json).read(SHAPE, found);

      Map<String, Object> parsed = parsed(json);
      if (parsed != null) {
        assertThat(isWhole(json)).as(new String(json, UTF_8)).isTrue();
        assertThat(found).as(new String(json, UTF_8)).isEqualTo(expected(parsed));
      }
    }
  }

  /** What a shape takes for an integer: none beyond a long, and of others the whole part. */
  private static Optional<Long> integer(Number number) {
    boolean isWithin =
        number instanceof BigInteger big
            ? big.bitLength() < Long.SIZE
            : !(number instanceof Double) || Math.abs(number.doubleValue()) < 0x1p63;
    return isWithin ? Optional.of(number.longValue()) : Optional.empty();
  }

  private byte[] damaged(byte[] json) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int place = random.nextInt(json.length);
    bytes.write(json, 0, place);
    switch (random.nextInt(4)) {
      case 0 -> bytes.write("{}[]\",:\\ 019-.eE+tfn".charAt(random.nextInt(20)));
      case 1 -> bytes.write(random.nextInt(256));
      case 2 -> {
        bytes.write(json[place]);
        bytes.write(json[place]);
      }
      default -> {}
    }
    bytes.write(json, place + 1, json.length - place - 1);
    return bytes.toByteArray();
  }

  /** Returns the object that bytes are; null when they are none, or one with a key twice. */
  private static @Nullable Map<String, Object> parsed(byte[] json) {
    try {
      return STRICT.readValue(json, new TypeReference<Map<String, Object>>() {});
    } catch (IOException damaged) {
      return null;
    }
  }

  @Test
  void decimalsAreTheNearestDoubles() {
    JsonShape<List<Object>> shape =
        JsonShape.<List<Object>>builder().decimal("n", List::add).build();
    for (int i = 0; i < 20_000; i++) {
      String text =
          switch (i % 4) {
            case 0 -> Double.toString(random.nextDouble());
            case 1 -> Float.toString(random.nextFloat() * 2 - 1);
            case 2 -> random.nextInt(100) + "." + random.nextInt(1_000_000);
            default -> Double.toString(Double.longBitsToDouble(random.nextLong()));
          };
      if (text.contains("N") || text.contains("I")) {
        continue;
      }
      List<Object> found = new ArrayList<>();
      JsonBytes.of(("{\"n\":" + text + "}").getBytes(UTF_8)).read(shape, found);
      assertThat(found).as(text).containsExactly(Double.parseDouble(text));
    }
  }

  @Test
  void byteOrderMark_isPassedOver() {
    byte[] json = "\uFEFF{\"text\":\"a\"}".getBytes(UTF_8);
    List<Object> found = new ArrayList<>();

    JsonBytes.of(json).read(SHAPE, found);

    assertThat(found).containsExactly("a");
    assertThat(JsonBytes.of(json).tree()).isEqualTo(Map.of("text", "a"));
    assertThat(JsonBytes.of(json, 0, 2).keys().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"integer\":01}",
        "{\"integer\":1.}",
        "{\"integer\":.5}",
        "{\"integer\":+1}",
        "{\"integer\":-}",
        "{\"integer\":1e}",
        "{\"integer\":NaN}",
        "{\"text\":\"\\x\"}",
        "{\"text\":\"\\u12g4\"}",
        "{\"text\":\"\\u12\"}",
        "{\"text\":nul}",
        "{\"text\" \"a\"}",
        "{\"text\":}",
        "{text:\"a\"}",
        "{,\"text\":\"a\"}"
      })
  void damagedValues_areNotTaken(String json) {
    List<Object> found = new ArrayList<>();

    JsonBytes.of(json.getBytes(UTF_8)).read(SHAPE, found);

    assertThat(isWhole(json.getBytes(UTF_8))).isFalse();
    assertThat(found).isEmpty();
  }

  @Test
  void manyKeys_areKnownUpToABound() {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < 1_000; i++) {
      json.append(i == 0 ? "" : ",").append("\"key").append(i).append("\":[{}]");
    }

    byte[] whole = json.append('}').toString().getBytes(UTF_8);

    TopLevelKeys keys = JsonBytes.of(whole).keys();

    assertThat(keys.hasAll("key0", "key10", "key127")).isTrue();
    assertThat(keys.hasAny("key128", "key999")).isFalse();
    assertThat(isWhole(whole)).isTrue();
  }

  private static boolean isWhole(byte[] json) {
    return WholeObject.isReadBy(SHAPE, new ArrayList<>(), json);
  }

  private List<Object> expected(Map<String, Object> object) {
    List<Object> expected = new ArrayList<>();
    object.forEach(
        (name, value) -> {
          if (name.equals("text") && value instanceof String text && !text.isEmpty()) {
            expected.add(text);
          } else if (name.equals("integer") && value instanceof Number number) {
            integer(number).ifPresent(expected::add);
          } else if (name.equals("decimal") && value instanceof Number number) {
            if (Double.isFinite(number.doubleValue())) {
              expected.add(number.doubleValue());
            }
          } else if (name.equals("texts") && value instanceof String text) {
            expected.add(List.of(text));
          } else if (name.equals("texts") && value instanceof List<?> list) {
            List<Object> texts = new ArrayList<>(list);
            texts.removeIf(each -> !(each instanceof String));
            if (!texts.isEmpty()) {
              expected.add(texts);
            }
          } else if (name.equals("ob\"ject")
              && value instanceof Map<?, ?> inner
              && inner.get("text") instanceof String text
              && !text.isEmpty()) {
            expected.add(text);
          }
        });
    return expected;
  }

  private Map<String, Object> object(int depth) {
    String[] names = {
      "text", "integer", "decimal", "texts", "ob\"ject", "other", "t", "üx", "te\\xt"
    };
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      object.put(names[random.nextInt(names.length)], value(depth));
    }
    return object;
  }

  /** Returns a whole number of either sign that a long has just room for, or no more. */
  private Number nearTheEndsOfALong() {
    BigInteger number = new BigInteger(66, random);
    return random.nextBoolean()
        ? number.negate()
        : random.nextBoolean() ? number : BigInteger.TWO.pow(63).subtract(BigInteger.TWO);
  }

  private Object value(int depth) {
    return switch (random.nextInt(depth == 0 ? 6 : 8)) {
      case 0, 1 -> TEXTS[random.nextInt(TEXTS.length)] + TEXTS[random.nextInt(TEXTS.length)];
      case 2 ->
          random.nextInt(4) == 0 ? nearTheEndsOfALong() : random.nextLong() >> random.nextInt(64);
      case 3 -> (random.nextInt(2_000_000) / 1000.0 - 1000) * (random.nextInt(4) == 0 ? 1e17 : 1);
      case 4 -> random.nextBoolean();
      case 5 -> null;
      case 6 -> object(depth - 1);
      default -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(depth - 1));
        }
        yield list;
      }
    };
  }

  private byte[] bytes(Map<String, Object> object) throws Exception {
    return random.nextBoolean()
        ? MAPPER.writeValueAsBytes(object)
        : MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(object);
  }
}
