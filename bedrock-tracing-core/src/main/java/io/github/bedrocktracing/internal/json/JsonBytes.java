/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A range of bytes that should hold one JSON value; the bytes are not copied and not changed. */
public final class JsonBytes {
  /**
   * The longest text that is decoded at all, in characters. Texts that no shape names are skipped
   * undecoded and may have any length.
   */
  private static final int MAX_DECODED_TEXT_LENGTH = 64 * 1024;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(MAX_DECODED_TEXT_LENGTH).build())
          // Interned names would outlive the body that a server made up.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private static final JsonFactory TREE_FACTORY =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private static final JsonShape<Object> NOTHING = JsonShape.builder().build();

  private final byte[] bytes;
  private final int offset;
  private final int length;

  private JsonBytes(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  /** Returns a view of a whole array. */
  public static JsonBytes of(byte[] bytes) {
    return new JsonBytes(bytes, 0, bytes.length);
  }

  /** Returns a view of a part of an array. */
  public static JsonBytes of(byte[] bytes, int offset, int length) {
    return new JsonBytes(bytes, offset, length);
  }

  /** Returns the number of bytes. */
  public int length() {
    return length;
  }

  /** Returns the names of the object's fields. */
  public TopLevelKeys keys() {
    return read(NOTHING, NOTHING);
  }

  /** Returns the whole value as a tree; null when the bytes are no JSON or damaged. */
  public @Nullable Object tree() {
    try (JsonParser parser = TREE_FACTORY.createParser(bytes, offset, length)) {
      return parser.nextToken() == null ? null : JsonTree.read(parser);
    } catch (IOException damaged) {
      return null;
    }
  }

  /**
   * Reads the fields of a shape into a target. Bytes that are no JSON object leave the target as it
   * was; damage further on leaves what stood before it.
   *
   * @return the names of the object's fields as far as they could be read, and whether all could
   */
  public <T> TopLevelKeys read(JsonShape<T> shape, T target) {
    TopLevelKeys keys = new TopLevelKeys();
    try (JsonParser parser = FACTORY.createParser(bytes, offset, lengthWithoutCutNumber())) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        shape.readObject(parser, target, keys);
        keys.markComplete(parser.currentToken() == JsonToken.END_OBJECT);
      }
    } catch (IOException damaged) {
      keys.markComplete(false);
    }
    return keys;
  }

  /** Gives the bytes to a parser. */
  void feed(FedParser parser) throws IOException {
    parser.feed(bytes, offset, length);
  }

  /**
   * Returns the length up to a number at the very end, which may lack its last digits. A whole
   * object ends otherwise.
   */
  private int lengthWithoutCutNumber() {
    int end = length;
    while (end > 0 && isPartOfNumber(bytes[offset + end - 1])) {
      end--;
    }
    return end;
  }

  private static boolean isPartOfNumber(byte character) {
    return (character >= '0' && character <= '9') || "+-.eE".indexOf(character) >= 0;
  }
}
