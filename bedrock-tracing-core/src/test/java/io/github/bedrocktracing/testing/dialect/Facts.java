/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.dialect;

import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Everything that a request or response says, by name; what it does not say is left out. */
public final class Facts {
  private final Map<String, Object> values = new LinkedHashMap<>();

  private Facts() {}

  public static Map<String, Object> of(InferenceRequest request) {
    return new Facts()
        .add("operation", request.operation().value())
        .add("maxTokens", request.maxTokens())
        .add("temperature", request.temperature())
        .add("topP", request.topP())
        .add("topK", request.topK())
        .add("stop", request.stopSequences())
        .add("frequencyPenalty", request.frequencyPenalty())
        .add("presencePenalty", request.presencePenalty())
        .add("seed", request.seed())
        .add("choices", request.choiceCount())
        .add("outputType", request.outputType())
        .add("reasoning", request.reasoningLevel())
        .add("dimensions", request.embeddingDimensions())
        .add("formats", request.encodingFormats())
        .add("guardrail", request.guardrailId())
        .add("tier", request.serviceTier())
        .add("latency", request.performanceLatency())
        .add("prompt", request.promptName())
        .add("promptVersion", request.promptVersion())
        .values;
  }

  /** The facts of a response but for the operation, which it tells only where it differs. */
  public static Map<String, Object> of(InferenceResponse response) {
    return new Facts()
        .add("id", response.id())
        .add("model", response.model())
        .add("finish", response.finishReasons())
        .add("input", response.usage().input())
        .add("output", response.usage().output())
        .add("cacheRead", response.usage().cacheRead())
        .add("cacheWrite", response.usage().cacheWrite())
        .add("reasoning", response.usage().reasoning())
        .add("invocationLatency", response.invocationLatencyMillis())
        .add("firstByteLatency", response.firstByteLatencyMillis())
        .add("tier", response.serviceTier())
        .add("latency", response.performanceLatency())
        .add(
            "guardrail",
            response.guardrail().result() == null ? null : response.guardrail().result().action())
        .values;
  }

  public static String text(Map<String, Object> facts) {
    return facts.entrySet().stream()
        .map(fact -> fact.getKey() + "=" + fact.getValue())
        .collect(Collectors.joining(" "));
  }

  private Facts add(String name, Object value) {
    if (value != null && !(value instanceof Collection<?> collection && collection.isEmpty())) {
      values.put(name, value);
    }
    return this;
  }
}
