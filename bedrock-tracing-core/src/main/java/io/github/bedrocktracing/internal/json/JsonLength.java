/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import org.jspecify.annotations.Nullable;

/** Counts about how many characters JSON takes, without looking at any. */
final class JsonLength implements JsonOutput {
  /** Quotes, and a colon or a comma. */
  private static final int STRUCTURE_LENGTH = 4;

  /** One character of so many is expected to need an escape. */
  private static final int EXPECTED_ESCAPES = 64;

  /** Digits of most numbers. */
  private static final int NUMBER_LENGTH = 8;

  private long length;
  private int depth;

  private JsonLength() {}

  /** Returns about how long the text of a value is, up to a limit. */
  static int of(@Nullable Object value, int limit) {
    JsonLength counter = new JsonLength();
    counter.value(value);
    return (int) Math.min(counter.length, limit);
  }

  @Override
  public void beginObject() {
    begin();
  }

  @Override
  public void endObject() {
    depth--;
  }

  @Override
  public void beginArray() {
    begin();
  }

  @Override
  public void endArray() {
    depth--;
  }

  @Override
  public void name(String name) {
    length += name.length() + STRUCTURE_LENGTH;
  }

  @Override
  public void scalar(@Nullable Object value) {
    length +=
        value instanceof CharSequence text
            ? text.length() + text.length() / EXPECTED_ESCAPES + STRUCTURE_LENGTH
            : NUMBER_LENGTH;
  }

  private void begin() {
    if (++depth > JsonWriter.MAX_DEPTH) {
      throw new IllegalStateException("JSON nested too deeply");
    }
    length += STRUCTURE_LENGTH;
  }
}
