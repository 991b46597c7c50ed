/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bodies that broke off on their way, or that hold other values than they should. */
final class DamagedBodies {
  private static final List<String> VALUES =
      List.of("null", "true", "-7", "1.5", "1e400", "99999999999999999999", "\"x\"", "[]", "{}");

  /** A JSON string, number or literal. */
  private static final Pattern SCALAR =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"(?!\\s*:)|-?\\d+(?:\\.\\d+)?|true|false|null");

  private DamagedBodies() {}

  /** Returns every beginning of a body; those that differ in the spaces at their end are one. */
  static List<byte[]> cuts(byte[] body) {
    List<byte[]> cuts = new ArrayList<>();
    for (int length = 0; length < body.length; length++) {
      if (length == 0 || !Character.isWhitespace(body[length - 1])) {
        cuts.add(Arrays.copyOf(body, length));
      }
    }
    return cuts;
  }

  /** Returns a body that breaks off inside of one more field. */
  static byte[] cutAtEnd(byte[] body) {
    String text = new String(body, UTF_8).stripTrailing();
    return text.isEmpty()
        ? body
        : (text.substring(0, text.length() - 1) + ",\"cut").getBytes(UTF_8);
  }

  /** Returns the body once for each scalar and each other value in its place. */
  static List<String> withOtherTypes(String body) {
    List<String> changed = new ArrayList<>();
    Matcher scalar = SCALAR.matcher(body);
    while (scalar.find()) {
      for (String value : VALUES) {
        changed.add(body.substring(0, scalar.start()) + value + body.substring(scalar.end()));
      }
    }
    // Each object and array as well, by the text in front of it.
    Matcher opening = Pattern.compile("(?<=[:\\[,]\\s?)[\\[{]").matcher(body);
    while (opening.find()) {
      String rest = body.substring(closing(body, opening.start()) + 1);
      for (String value : VALUES) {
        changed.add(body.substring(0, opening.start()) + value + rest);
      }
    }
    return changed;
  }

  /**
   * Returns where the value that opens at an index closes; the bodies hold no brackets in texts.
   */
  private static int closing(String body, int start) {
    int depth = 0;
    for (int index = start; index < body.length(); index++) {
      char character = body.charAt(index);
      if (character == '{' || character == '[') {
        depth++;
      } else if ((character == '}' || character == ']') && --depth == 0) {
        return index;
      }
    }
    return body.length() - 1;
  }
}
