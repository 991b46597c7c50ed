/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import java.util.Arrays;

/** Decodes base64 from the bytes that it is written in. */
final class Base64Text {
  private static final byte[] SEXTETS = sextets();

  private Base64Text() {}

  /** Returns the most bytes that text of this length holds. */
  static int maxLength(int textLength) {
    return textLength / 4 * 3 + 3;
  }

  /**
   * Decodes a range of bytes; white space is passed over, and padding has to be there.
   *
   * @param decoded has room for what the text holds at most
   * @param from where the first decoded byte is put
   * @return where the decoded bytes end
   */
  static int decode(byte[] bytes, int start, int end, byte[] decoded, int from)
      throws DamagedJsonException {
    int to = from;
    int bits = 0;
    int pending = 0;
    int padding = 0;
    for (int at = start; at < end; at++) {
      byte character = bytes[at];
      if (character >= 0 && character <= ' ') {
        continue;
      }
      if (character == '=') {
        padding++;
        continue;
      }
      int sextet = character < 0 ? -1 : SEXTETS[character];
      if (sextet < 0 || padding > 0) {
        throw new DamagedJsonException();
      }
      bits = bits << 6 | sextet;
      pending += 6;
      if (pending >= Byte.SIZE) {
        pending -= Byte.SIZE;
        decoded[to++] = (byte) (bits >> pending);
      }
    }
    // Two bits left over want one padding character, four want two; six are damage.
    if (pending == 6 || padding != pending / 2) {
      throw new DamagedJsonException();
    }
    return to;
  }

  private static byte[] sextets() {
    byte[] sextets = new byte[128];
    Arrays.fill(sextets, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      sextets[alphabet.charAt(i)] = (byte) i;
    }
    return sextets;
  }
}
