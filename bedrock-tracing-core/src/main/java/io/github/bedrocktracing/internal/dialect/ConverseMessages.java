/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.ChatMessage;
import io.github.bedrocktracing.internal.inference.InputContent;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.List;

/** Placeholder. */
public final class ConverseMessages {
  private ConverseMessages() {}

  /** Placeholder. */
  public static InputContent input(JsonObject request, CaptureLimits limits) {
    return InputContent.EMPTY;
  }

  /** Placeholder. */
  public static List<ChatMessage> output(JsonObject response, CaptureLimits limits) {
    return List.of();
  }
}
