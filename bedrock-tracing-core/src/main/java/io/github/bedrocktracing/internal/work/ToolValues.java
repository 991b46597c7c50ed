/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.work;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.json.JsonText;
import io.github.bedrocktracing.internal.operation.capture.ProgramTree;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;

/** What tools take and give, as the JSON that it is. */
final class ToolValues {
  private ToolValues() {}

  /**
   * Returns the tree of an SDK document or object, cut after about as many characters as the limits
   * say, and of a text that is a JSON object or array; other values are returned as they are.
   */
  static @Nullable Object of(@Nullable Object value, CaptureLimits limits) {
    if (value instanceof Document || value instanceof SdkPojo) {
      return ProgramTree.of(value, limits.maxCharacters());
    }
    if (value instanceof String text) {
      Object structure = JsonText.parseStructure(text);
      return structure == null ? text : structure;
    }
    return value;
  }
}
