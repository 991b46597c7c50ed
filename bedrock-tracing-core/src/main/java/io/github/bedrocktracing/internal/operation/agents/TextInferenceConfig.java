/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.agents;

import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.json.JsonShape;
import io.github.bedrocktracing.internal.operation.capture.SdkMembers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the sampling parameters that the agents' service knows, by their names. */
final class TextInferenceConfig {
  private TextInferenceConfig() {}

  static void read(@Nullable Object config, InferenceRequest.Builder builder) {
    Long maxTokens = SdkMembers.numberAt(config, "maxTokens");
    if (maxTokens != null) {
      builder.maxTokens(maxTokens);
    }
    if (SdkMembers.member(config, "temperature") instanceof Number temperature) {
      builder.temperature(widen(temperature));
    }
    if (SdkMembers.member(config, "topP") instanceof Number topP) {
      builder.topP(widen(topP));
    }
    if (SdkMembers.member(config, "stopSequences") instanceof List<?> texts) {
      builder.stopSequences(
          texts.stream()
              .filter(String.class::isInstance)
              .map(String.class::cast)
              .filter(text -> text.length() <= JsonShape.MAX_TEXT_LENGTH)
              .limit(JsonShape.MAX_TEXTS)
              .toList());
    }
  }

  /** Widens so that 0.2f becomes 0.2 and not 0.20000000298023224. */
  private static double widen(Number value) {
    return Double.parseDouble(value.toString());
  }
}
