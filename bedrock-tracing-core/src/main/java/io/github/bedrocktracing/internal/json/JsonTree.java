/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON value as maps with string keys, lists, strings, numbers, booleans and null; only for
 * bytes whose content is wanted as a whole.
 */
final class JsonTree {
  private JsonTree() {}

  /** Reads the value at the parser's current token and leaves the parser at its last token. */
  static @Nullable Object read(JsonParser parser) throws IOException {
    return read(parser, null);
  }

  /** Reads the value without fields of one name, which are not even decoded. */
  static @Nullable Object read(JsonParser parser, @Nullable String unwanted) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> readObject(parser, unwanted);
      case START_ARRAY -> readArray(parser, unwanted);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  // Recursion is bounded by the parser's limit on nesting.
  private static Map<String, @Nullable Object> readObject(
      JsonParser parser, @Nullable String unwanted) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals(unwanted)) {
        parser.skipChildren();
      } else {
        object.put(name, read(parser, unwanted));
      }
    }
    return object;
  }

  private static List<@Nullable Object> readArray(JsonParser parser, @Nullable String unwanted)
      throws IOException {
    List<@Nullable Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(read(parser, unwanted));
    }
    return array;
  }
}
