/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Decodes the text of JSON strings that have escapes in them. */
final class JsonEscapes {
  private static final int HEX_DIGITS = 4;

  private JsonEscapes() {}

  /** Returns the text that lies between two quotes. */
  static String decode(byte[] bytes, int start, int closing) throws DamagedJsonException {
    StringBuilder text = new StringBuilder(closing - start);
    int plain = start;
    for (int at = start; at < closing; at++) {
      if (bytes[at] == '\\') {
        text.append(new String(bytes, plain, at - plain, UTF_8));
        at++;
        text.append(character(bytes, at, closing));
        at += bytes[at] == 'u' ? HEX_DIGITS : 0;
        plain = at + 1;
      }
    }
    return text.append(new String(bytes, plain, closing - plain, UTF_8)).toString();
  }

  private static char character(byte[] bytes, int at, int closing) throws DamagedJsonException {
    return switch (bytes[at]) {
      case '"', '\\', '/' -> (char) bytes[at];
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unit(bytes, at + 1, closing);
      default -> throw new DamagedJsonException();
    };
  }

  private static char unit(byte[] bytes, int start, int closing) throws DamagedJsonException {
    int unit = 0;
    for (int at = start; at < start + HEX_DIGITS; at++) {
      int digit = at < closing ? Character.digit(bytes[at], 16) : -1;
      if (digit < 0) {
        throw new DamagedJsonException();
      }
      unit = unit << 4 | digit;
    }
    return (char) unit;
  }
}
