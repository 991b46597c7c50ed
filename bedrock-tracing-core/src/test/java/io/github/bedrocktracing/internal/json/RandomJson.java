/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** JSON made at random, with what readers of JSON get wrong in it. */
final class RandomJson {
  private static final List<String> NAMES =
      List.of("a", "b", "text", "content", "", "é", "\\u0061", "\\\"", "a b", "😀");

  private static final List<String> TEXT =
      List.of(
          "word",
          " ",
          "é",
          "日本",
          "😀",
          "\\n",
          "\\\"",
          "\\\\",
          "\\/",
          "\\u00e9",
          "\\ud83d\\ude00",
          "\\ud800",
          "\\udc00",
          "\\u0000",
          "\\b\\f\\r\\t",
          "{",
          "]",
          ",",
          "x".repeat(40),
          "'",
          "\\u65e5",
          "\\ud83d\\u0041",
          "\u007f",
          "\\\\\\\"");

  private static final List<String> SCALARS =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0",
          "-0.0",
          "1",
          "-1",
          "2147483647",
          "2147483648",
          "-2147483649",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "123456789012345678901234567890",
          "0.1",
          "1e5",
          "1E-7",
          "1.5e+300",
          "1e999",
          "-1e-999",
          "0.30000000000000004",
          "4.9e-324",
          "123456789012345.6",
          "0.000001234",
          "12345678901234567.5");

  private static final List<String> SPACE = List.of("", "", "", " ", "\n", "\t\r ");

  private RandomJson() {}

  /** Returns a document that is JSON. */
  static String document(Random random) {
    StringBuilder json = new StringBuilder();
    json.append(any(SPACE, random));
    value(json, random, 0);
    return json.append(any(SPACE, random)).toString();
  }

  /** Returns bytes of which one place is changed, cut or doubled. */
  static byte[] damaged(byte[] json, Random random) {
    if (json.length == 0) {
      return json;
    }
    int at = random.nextInt(json.length);
    switch (random.nextInt(5)) {
      case 0 -> {
        return Arrays.copyOf(json, at);
      }
      case 1 -> {
        return Arrays.copyOfRange(json, at, json.length);
      }
      case 2 -> {
        byte[] changed = json.clone();
        changed[at] = json[random.nextInt(json.length)];
        return changed;
      }
      case 3 -> {
        byte[] changed = json.clone();
        changed[at] = (byte) "{}[]\",:\\0123456789-+.eEtfnu ".charAt(random.nextInt(28));
        return changed;
      }
      default -> {
        byte[] longer = Arrays.copyOf(json, json.length + 1);
        System.arraycopy(json, at, longer, at + 1, json.length - at);
        return longer;
      }
    }
  }

  private static void value(StringBuilder json, Random random, int depth) {
    switch (random.nextInt(depth > 4 ? 4 : 9)) {
      case 0, 1 -> json.append(any(SCALARS, random));
      case 2, 3 -> text(json, random);
      case 4, 5, 6 -> object(json, random, depth);
      case 7 -> array(json, random, depth);
      default -> numbers(json, random);
    }
  }

  private static void text(StringBuilder json, Random random) {
    json.append('"');
    for (int pieces = random.nextInt(5); pieces > 0; pieces--) {
      json.append(any(TEXT, random));
    }
    json.append('"');
  }

  private static void object(StringBuilder json, Random random, int depth) {
    json.append('{').append(any(SPACE, random));
    int fields = random.nextInt(6);
    for (int i = 0; i < fields; i++) {
      json.append('"').append(any(NAMES, random)).append('"').append(any(SPACE, random));
      json.append(':').append(any(SPACE, random));
      value(json, random, depth + 1);
      json.append(any(SPACE, random)).append(i + 1 < fields ? "," : "").append(any(SPACE, random));
    }
    json.append('}');
  }

  private static void array(StringBuilder json, Random random, int depth) {
    json.append('[').append(any(SPACE, random));
    int elements = random.nextInt(6);
    for (int i = 0; i < elements; i++) {
      value(json, random, depth + 1);
      json.append(any(SPACE, random)).append(i + 1 < elements ? "," : "");
      json.append(any(SPACE, random));
    }
    json.append(']');
  }

  private static void numbers(StringBuilder json, Random random) {
    json.append('[');
    int elements = 1 + random.nextInt(6);
    for (int i = 0; i < elements; i++) {
      json.append(any(SPACE, random)).append(random.nextInt(1000) / 8.0);
      json.append(any(SPACE, random)).append(i + 1 < elements ? "," : "");
    }
    json.append(']');
  }

  private static <E> E any(List<E> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
