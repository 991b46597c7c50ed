/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A parser that is given its input piece by piece, each a whole value: where a piece ends within a
 * value it throws, like a parser at the end of its input.
 */
final class FedParser extends JsonParserDelegate {
  private byte[] decoded = new byte[0];

  /**
   * Creates a parser without input.
   *
   * @param parser a non-blocking parser of byte arrays
   */
  FedParser(JsonParser parser) {
    super(parser);
  }

  /** Gives it the next value. */
  void feed(byte[] bytes, int offset, int length) throws IOException {
    ((ByteArrayFeeder) delegate.getNonBlockingInputFeeder())
        .feedInput(bytes, offset, offset + length);
  }

  /** Returns whether the input is used up after the last value. */
  boolean isAtRest() throws IOException {
    return delegate.nextToken() == JsonToken.NOT_AVAILABLE && getParsingContext().inRoot();
  }

  @Override
  public JsonToken nextToken() throws IOException {
    JsonToken token = delegate.nextToken();
    if (token == JsonToken.NOT_AVAILABLE) {
      throw new JsonEOFException(this, token, "the value is cut");
    }
    return token;
  }

  /** Decodes base64 without the string and the array that the delegate makes of it. */
  @Override
  public int readBinaryValue(Base64Variant variant, OutputStream out) throws IOException {
    char[] text = getTextCharacters();
    int start = getTextOffset();
    int end = start + getTextLength();
    if (decoded.length < end - start) {
      decoded = new byte[end - start];
    }
    int bits = 0;
    int pending = 0;
    int padding = 0;
    int length = 0;
    for (int at = start; at < end; at++) {
      char character = text[at];
      if (character <= ' ') {
        continue;
      }
      if (variant.usesPaddingChar(character)) {
        padding++;
        continue;
      }
      int sextet = variant.decodeBase64Char(character);
      if (sextet < 0 || padding > 0) {
        throw notBase64();
      }
      bits = bits << 6 | sextet;
      pending += 6;
      if (pending >= 8) {
        pending -= 8;
        decoded[length++] = (byte) (bits >> pending);
      }
    }
    // Two bits left over want one padding character, four want two; six are damage.
    if (pending == 6 || padding != pending / 2) {
      throw notBase64();
    }
    out.write(decoded, 0, length);
    return length;
  }

  private JsonParseException notBase64() {
    return new JsonParseException(this, "not base64");
  }
}
