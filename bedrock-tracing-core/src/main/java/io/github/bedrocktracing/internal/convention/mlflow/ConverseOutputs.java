/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import static io.github.bedrocktracing.internal.convention.mlflow.JsonFields.object;
import static io.github.bedrocktracing.internal.convention.mlflow.JsonFields.put;

import io.github.bedrocktracing.internal.inference.Completion;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.InferenceResult;
import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.ResponseFact;
import io.github.bedrocktracing.internal.inference.TokenUsage;
import io.github.bedrocktracing.internal.inference.guardrail.GuardrailResult;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The response of an execution in the shape of a Converse response. */
final class ConverseOutputs {
  private ConverseOutputs() {}

  /**
   * Returns the response; without content what the response says beside it. A call that failed
   * before anything of an answer came has none.
   */
  static Map<String, Object> of(InferenceResult result) {
    Completion completion = result.completion();
    InferenceResponse response = completion.response();
    MessageContent content = result.content().onSpan();
    Map<String, Object> outputs = new LinkedHashMap<>();
    if (content != null) {
      if (ConverseChat.keepsOrder(content)) {
        put(outputs, "output", output(content.output()));
      } else {
        outputs.putAll(ChatCompletion.outputs(content));
      }
    }
    put(outputs, "stopReason", stopReason(response.finishReasons()));
    put(outputs, "usage", usage(response.usage()));
    put(outputs, "metrics", object("latencyMs", response.invocationLatencyMillis()));
    put(outputs, "performanceConfig", object("latency", response.performanceLatency()));
    put(outputs, "serviceTier", object("type", response.serviceTier()));
    put(outputs, "guardrailAction", guardrailAction(response));
    if (content != null) {
      put(outputs, "guardrailAssessments", content.guardrailAssessments());
    }
    put(outputs, "inputTokens", response.facts().get(ResponseFact.COUNTED_TOKENS));
    put(outputs, "invocationArn", response.facts().get(ResponseFact.ASYNC_INVOCATION));
    if (completion.failure() == null || !outputs.isEmpty()) {
      put(outputs, "ResponseMetadata", metadata(completion));
    }
    return outputs;
  }

  private static @Nullable String guardrailAction(InferenceResponse response) {
    GuardrailResult result = response.guardrail().result();
    return result == null ? null : result.action();
  }

  /** Returns the first answer where Converse has its only one, and any others beside it. */
  private static Map<String, Object> output(List<ChatMessage> answers) {
    Map<String, Object> output = new LinkedHashMap<>();
    if (!answers.isEmpty()) {
      output.put("message", ConverseBlocks.message(answers.get(0)));
      put(output, "alternatives", ConverseBlocks.messages(answers.subList(1, answers.size())));
    }
    return output;
  }

  private static @Nullable Object stopReason(List<String> reasons) {
    return reasons.size() == 1 ? reasons.get(0) : reasons;
  }

  /** Returns the tokens as Bedrock counts them: the input without what the cache counts tell. */
  private static Map<String, Object> usage(TokenUsage usage) {
    Map<String, Object> counts = new LinkedHashMap<>();
    Long input = usage.input();
    if (input != null && !usage.cacheUnknown()) {
      put(counts, "inputTokens", input - orZero(usage.cacheRead()) - orZero(usage.cacheWrite()));
    }
    put(counts, "outputTokens", usage.output());
    if (input != null && usage.output() != null) {
      put(counts, "totalTokens", input + usage.output());
    }
    put(counts, "cacheReadInputTokens", usage.cacheRead());
    put(counts, "cacheWriteInputTokens", usage.cacheWrite());
    return counts;
  }

  private static Map<String, Object> metadata(Completion completion) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    put(metadata, "RequestId", completion.requestId());
    put(metadata, "RetryAttempts", completion.retries());
    return metadata;
  }

  private static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
  }
}
