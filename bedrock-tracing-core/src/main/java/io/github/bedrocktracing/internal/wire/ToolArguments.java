/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.wire;

import io.github.bedrocktracing.internal.json.JsonText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arguments of tool calls, which some models write as JSON and some as text that holds it. */
public final class ToolArguments {
  private ToolArguments() {}

  /** Returns arguments as JSON; as the text that they are when it holds none. */
  public static Object of(@Nullable Object raw) {
    if (raw instanceof String text && !text.isEmpty()) {
      Object parsed = JsonText.parseStructure(text);
      return parsed == null ? text : parsed;
    }
    return raw == null || raw instanceof String ? Map.of() : raw;
  }

  /** Returns a fragment of streamed arguments as text; those that came whole are written out. */
  public static String fragment(@Nullable Object raw) {
    if (raw instanceof String text) {
      return text;
    }
    return raw == null ? "" : JsonText.write(raw);
  }
}
