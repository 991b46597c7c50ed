/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import java.nio.ByteBuffer;

/** Tells from the bytes of a JSON object, array or string whether its last one has come. */
public final class JsonEnd {
  private int depth;
  private boolean withinText;
  private boolean escaped;
  private boolean ended;

  /** Creates a reader of a value of which nothing has come. */
  public JsonEnd() {}

  /** Takes the next bytes; the buffer's position is moved. */
  public void feed(ByteBuffer bytes) {
    while (!ended && bytes.hasRemaining()) {
      byte next = bytes.get();
      if (escaped) {
        escaped = false;
      } else if (withinText) {
        escaped = next == '\\';
        withinText = next != '"';
        ended = !withinText && depth == 0;
      } else {
        withinText = next == '"';
        if (next == '{' || next == '[') {
          depth++;
        } else if (next == '}' || next == ']') {
          depth--;
          ended = depth <= 0;
        }
      }
    }
  }

  /** Returns whether nothing of the value is missing. */
  public boolean hasEnded() {
    return ended;
  }
}
