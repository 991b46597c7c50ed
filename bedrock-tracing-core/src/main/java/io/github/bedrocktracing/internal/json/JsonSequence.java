/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads small JSON objects that come one after the other with one parser, since to make a parser
 * costs more than to read a small object. Not safe for use by several threads at once.
 */
public final class JsonSequence {
  /** Longer objects get a parser of their own, which does not decode the texts that it skips. */
  private static final int MAX_LENGTH = 32 * 1024;

  /** A parser remembers every field name that it has seen; a new one begins with none. */
  private static final int MAX_OBJECTS_OF_A_PARSER = 256;

  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  /** Is between two objects; null when the next object needs a new one. */
  private @Nullable FedParser parser;

  private int objects;

  /**
   * Reads the fields of a shape into a target. Bytes that are no JSON object leave the target as it
   * was; damage further on leaves what stood before it.
   */
  public <T> void read(JsonBytes object, JsonShape<T> shape, T target) {
    if (object.length() > MAX_LENGTH) {
      object.read(shape, target);
      return;
    }
    try {
      FedParser fed = takeParser();
      object.feed(fed);
      if (fed.nextToken() == JsonToken.START_OBJECT) {
        shape.readObject(fed, target, null);
        if (fed.currentToken() == JsonToken.END_OBJECT && fed.isAtRest()) {
          parser = fed;
        }
      }
    } catch (IOException damaged) {
      // What stood before the damage has been read; the next object gets a new parser.
    }
  }

  private FedParser takeParser() throws IOException {
    FedParser taken = parser;
    parser = null;
    if (taken == null || ++objects > MAX_OBJECTS_OF_A_PARSER) {
      objects = 1;
      return new FedParser(FACTORY.createNonBlockingByteArrayParser());
    }
    return taken;
  }
}
