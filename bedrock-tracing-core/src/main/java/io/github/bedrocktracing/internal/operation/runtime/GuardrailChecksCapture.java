/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.runtime;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.Target;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import io.github.bedrocktracing.internal.operation.capture.SdkMembers;
import io.github.bedrocktracing.internal.operation.capture.SdkTree;
import io.github.bedrocktracing.internal.wire.GuardrailContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** Reads InvokeGuardrailChecks, which gives scores and takes no action. */
final class GuardrailChecksCapture implements OperationCapture {
  private static final Map<String, String> KINDS =
      Map.of(
          "contentFilter", "content_filter",
          "promptAttack", "prompt_attack",
          "sensitiveInformation", "sensitive_information");

  @Override
  public InferenceRequest.Builder newRequest() {
    return InferenceRequest.builder(OperationName.APPLY_GUARDRAIL);
  }

  @Override
  public InferenceRequest request(SdkRequest request) {
    Object checks = SdkMembers.member(request, "checks");
    List<String> kinds =
        KINDS.entrySet().stream()
            .filter(kind -> SdkMembers.member(checks, kind.getKey()) != null)
            .map(Map.Entry::getValue)
            .sorted()
            .toList();
    return newRequest().target(new Target.GuardrailChecks(kinds)).build();
  }

  @Override
  public InputContent inputContent(SdkRequest request, CaptureLimits limits) {
    List<ChatMessage> messages = new ArrayList<>();
    for (JsonObject message : SdkTree.json(request).objects("messages")) {
      messages.add(
          new ChatMessage(
              message.text("role", ChatMessage.USER),
              GuardrailContent.parts(message, "content", limits)));
    }
    return new InputContent(List.of(), messages, List.of());
  }

  @Override
  public InferenceResponse.Builder response(SdkResponse response, @Nullable CaptureLimits content) {
    InferenceResponse.Builder builder = InferenceResponse.builder();
    JsonObject results = SdkTree.json(response).object("results");
    if (content != null && !results.isEmpty()) {
      builder.guardrail().addAssessments(List.of(results.without()));
    }
    return builder;
  }
}
