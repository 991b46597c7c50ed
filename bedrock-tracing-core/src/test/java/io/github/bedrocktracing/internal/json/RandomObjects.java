/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

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

/** Objects made at random for one shape, and what that shape finds in them. */
final class RandomObjects {
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
  static final JsonShape<List<Object>> SHAPE =
      JsonShape.<List<Object>>builder()
          .text("text", List::add)
          .integer("integer", List::add)
          .decimal("decimal", List::add)
          .texts("texts", List::add)
          .object("ob\"ject", JsonShape.<List<Object>>builder().text("text", List::add).build())
          .build();

  private final Random random;

  RandomObjects(Random random) {
    this.random = random;
  }

  /** What a shape takes for an integer: none beyond a long, and of others the whole part. */
  private static Optional<Long> integer(Number number) {
    boolean isWithin =
        number instanceof BigInteger big
            ? big.bitLength() < Long.SIZE
            : !(number instanceof Double) || Math.abs(number.doubleValue()) < 0x1p63;
    return isWithin ? Optional.of(number.longValue()) : Optional.empty();
  }

  /** Returns bytes of which one is changed, dropped or doubled. */
  byte[] damaged(byte[] json) {
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
  static @Nullable Map<String, Object> parsed(byte[] json) {
    try {
      return STRICT.readValue(json, new TypeReference<Map<String, Object>>() {});
    } catch (IOException damaged) {
      return null;
    }
  }

  /** Returns whether bytes are an object that the shape reads to its end. */
  static boolean isWhole(byte[] json) {
    return WholeObject.isReadBy(SHAPE, new ArrayList<>(), json);
  }

  /** Returns what the shape is to find in an object. */
  List<Object> expected(Map<String, Object> object) {
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

  /** Returns an object that has objects and lists in it up to a depth. */
  Map<String, Object> object(int depth) {
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

  /** Returns an object as JSON. */
  byte[] bytes(Map<String, Object> object) throws Exception {
    return random.nextBoolean()
        ? MAPPER.writeValueAsBytes(object)
        : MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(object);
  }
}
