/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8 that comes in pieces, each of which may end within a character. */
final class SplitText {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  /** The beginning of a character. */
  private byte[] rest = {};

  /** Returns the characters that a piece brings to their end. */
  String next(byte[] piece) {
    return decoded(piece, false);
  }

  /** Returns what stands for a character that was not brought to its end; mostly nothing. */
  String end() {
    return decoded(new byte[0], true);
  }

  private String decoded(byte[] piece, boolean last) {
    ByteBuffer bytes = ByteBuffer.allocate(rest.length + piece.length).put(rest).put(piece).flip();
    CharBuffer characters = CharBuffer.allocate(bytes.remaining() + 1);
    decoder.reset().decode(bytes, characters, last);
    rest = new byte[bytes.remaining()];
    bytes.get(rest);
    return characters.flip().toString();
  }
}
