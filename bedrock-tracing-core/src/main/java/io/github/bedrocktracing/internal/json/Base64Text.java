/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;

/** Decodes base64 from the bytes that it is written in. */
public final class Base64Text {
  /** How many characters make whole bytes. */
  static final int QUAD = 4;

  /** How many bytes four characters make. */
  static final int TRIPLE = 3;

  /** How many characters are decoded at a time where what they hold is not kept. */
  private static final int PIECE_LENGTH = 8192;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /** What each byte stands for as a character; -1 for what is no sextet. */
  private static final byte[] SEXTETS = sextets();

  private Base64Text() {}

  /**
   * Gives what a text holds to a digest, a piece at a time.
   *
   * @param text such as those of {@link JsonObject#lazyText}, which are read in place
   * @return the number of bytes; -1 where the text is no base64, and the digest is of no use
   */
  public static long digest(CharSequence text, MessageDigest digest) {
    try {
      if (text instanceof LazyText lazy && lazy.isPlain()) {
        return digest(lazy.bytes(), lazy.start(), lazy.end(), digest);
      }
      byte[] bytes = text.toString().getBytes(ISO_8859_1);
      return digest(bytes, 0, bytes.length, digest);
    } catch (DamagedJsonException none) {
      return -1;
    }
  }

  private static long digest(byte[] text, int start, int end, MessageDigest digest)
      throws DamagedJsonException {
    byte[] piece = new byte[maxLength(Math.min(PIECE_LENGTH, end - start))];
    long size = 0;
    int at = start;
    int quads;
    do {
      while (at < end && isSpace(text[at])) {
        at++;
      }
      quads = decodeQuads(text, at, Math.min(end, at + PIECE_LENGTH), piece, 0);
      digest.update(piece, 0, quads * TRIPLE);
      size += quads * (long) TRIPLE;
      at += quads * QUAD;
    } while (quads > 0);
    byte[] rest = end - at < PIECE_LENGTH ? piece : new byte[maxLength(end - at)];
    int length = decodeRest(text, at, end, rest, 0);
    digest.update(rest, 0, length);
    return size + length;
  }

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
    int quads = decodeQuads(bytes, start, end, decoded, from);
    return decodeRest(bytes, start + quads * QUAD, end, decoded, from + quads * TRIPLE);
  }

  /**
   * Decodes four characters at a time, up to the first four that are not all of the alphabet.
   *
   * @param decoded has room for one byte more than the range holds at most
   * @return how many times four there were
   */
  static int decodeQuads(byte[] bytes, int start, int end, byte[] decoded, int from) {
    int quads = 0;
    int to = from;
    for (int at = start; at <= end - QUAD; at += QUAD) {
      int text = (int) WORD.get(bytes, at);
      int bits =
          SEXTETS[text >>> 24] << 18
              | SEXTETS[text >>> 16 & 0xff] << 12
              | SEXTETS[text >>> 8 & 0xff] << 6
              | SEXTETS[text & 0xff];
      if (bits < 0) {
        break;
      }
      // The fourth byte is written over by what follows.
      WORD.set(decoded, to, bits << Byte.SIZE);
      to += TRIPLE;
      quads++;
    }
    return quads;
  }

  /** Decodes a range that begins where whole bytes do. */
  static int decodeRest(byte[] bytes, int start, int end, byte[] decoded, int from)
      throws DamagedJsonException {
    int to = from;
    int bits = 0;
    int pending = 0;
    int padding = 0;
    for (int at = start; at < end; at++) {
      byte character = bytes[at];
      if (isSpace(character)) {
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

  private static boolean isSpace(byte character) {
    return character >= 0 && character <= ' ';
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
