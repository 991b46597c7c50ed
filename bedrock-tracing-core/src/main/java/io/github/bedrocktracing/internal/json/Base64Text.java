/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import java.util.Arrays;

/** Decodes base64 from the bytes that it is written in. */
final class Base64Text {
  /** How many characters make whole bytes. */
  private static final int QUAD = 4;

  /** What each byte stands for as a character; -1 for what is no sextet. */
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
    int at = start;
    // Four characters at a time up to the first that is no sextet.
    for (; at <= end - QUAD; at += QUAD) {
      int bits = quad(bytes, at);
      if (bits < 0) {
        break;
      }
      decoded[to] = (byte) (bits >> 16);
      decoded[to + 1] = (byte) (bits >> 8);
      decoded[to + 2] = (byte) bits;
      to += 3;
    }
    return decodeRest(bytes, at, end, decoded, to);
  }

  /** Returns the bits of four characters; a negative number where one of them is no sextet. */
  private static int quad(byte[] bytes, int at) {
    return SEXTETS[bytes[at] & 0xff] << 18
        | SEXTETS[bytes[at + 1] & 0xff] << 12
        | SEXTETS[bytes[at + 2] & 0xff] << 6
        | SEXTETS[bytes[at + 3] & 0xff];
  }

  private static int decodeRest(byte[] bytes, int start, int end, byte[] decoded, int from)
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
      int sextet = SEXTETS[character & 0xff];
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
    byte[] sextets = new byte[256];
    Arrays.fill(sextets, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      sextets[alphabet.charAt(i)] = (byte) i;
    }
    return sextets;
  }
}
