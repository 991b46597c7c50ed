/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import static io.github.bedrocktracing.internal.convention.mlflow.JsonFields.object;
import static io.github.bedrocktracing.internal.convention.mlflow.JsonFields.put;

import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResult;
import io.github.bedrocktracing.internal.inference.MessageContent;
import java.util.LinkedHashMap;
import java.util.Map;

/** The request of an execution in the shape of a Converse request. */
final class ConverseInputs {
  private ConverseInputs() {}

  /** Returns the request; without content what the request says beside it. */
  static Map<String, Object> of(InferenceResult result) {
    InferenceRequest request = result.request();
    Map<String, Object> inputs = new LinkedHashMap<>();
    put(inputs, "modelId", request.model());
    MessageContent content = result.content().onSpan();
    if (content != null) {
      if (ConverseChat.keepsOrder(content)) {
        put(inputs, "messages", ConverseBlocks.messages(content.input().messages()));
        put(inputs, "system", ConverseBlocks.blocks(content.input().systemInstructions()));
      } else {
        put(inputs, "messages", ChatCompletion.messages(content));
      }
    }
    put(inputs, "inferenceConfig", inferenceConfig(request));
    if (content != null) {
      put(inputs, "toolConfig", object("tools", Tools.converse(content.input().tools())));
    }
    put(inputs, "additionalModelRequestFields", additionalFields(request));
    put(inputs, "guardrailConfig", object("guardrailIdentifier", request.guardrailId()));
    put(inputs, "serviceTier", object("type", request.serviceTier()));
    put(inputs, "performanceConfig", object("latency", request.performanceLatency()));
    return inputs;
  }

  private static Map<String, Object> inferenceConfig(InferenceRequest request) {
    Map<String, Object> config = new LinkedHashMap<>();
    put(config, "maxTokens", request.maxTokens());
    put(config, "temperature", request.temperature());
    put(config, "topP", request.topP());
    put(config, "stopSequences", request.stopSequences());
    return config;
  }

  /** Returns what Converse has no field of its own for. */
  private static Map<String, Object> additionalFields(InferenceRequest request) {
    Map<String, Object> fields = new LinkedHashMap<>();
    put(fields, "top_k", request.topK());
    put(fields, "frequency_penalty", request.frequencyPenalty());
    put(fields, "presence_penalty", request.presencePenalty());
    put(fields, "seed", request.seed());
    put(fields, "n", request.choiceCount());
    put(fields, "reasoning_effort", request.reasoningLevel());
    put(fields, "dimensions", request.embeddingDimensions());
    put(fields, "encoding_formats", request.encodingFormats());
    return fields;
  }
}
