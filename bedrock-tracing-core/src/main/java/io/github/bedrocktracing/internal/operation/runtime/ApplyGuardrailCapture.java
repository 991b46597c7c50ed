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
import io.github.bedrocktracing.internal.wire.GuardrailAssessments;
import io.github.bedrocktracing.internal.wire.GuardrailContent;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** Reads ApplyGuardrail, which has a text judged without any model. */
final class ApplyGuardrailCapture implements OperationCapture {
  private @Nullable String source;

  @Override
  public InferenceRequest.Builder newRequest() {
    return InferenceRequest.builder(OperationName.APPLY_GUARDRAIL);
  }

  @Override
  public InferenceRequest request(SdkRequest request) {
    String id = SdkMembers.text(request, "guardrailIdentifier");
    source = SdkMembers.text(request, "source");
    return newRequest()
        .guardrailId(id)
        .target(
            id == null
                ? null
                : new Target.Guardrail(id, SdkMembers.text(request, "guardrailVersion"), source))
        .build();
  }

  @Override
  public InputContent inputContent(SdkRequest request, CaptureLimits limits) {
    String role = "OUTPUT".equals(source) ? ChatMessage.ASSISTANT : ChatMessage.USER;
    return new InputContent(
        List.of(),
        ChatMessage.alone(role, GuardrailContent.parts(SdkTree.json(request), "content", limits)),
        List.of());
  }

  @Override
  public InferenceResponse.Builder response(SdkResponse response, @Nullable CaptureLimits content) {
    JsonObject answer = SdkTree.json(response);
    InferenceResponse.Builder builder =
        InferenceResponse.builder().guardrailAction(answer.text("action"));
    GuardrailAssessments.read(
        answer.value("assessments"),
        source == null ? null : source.toLowerCase(Locale.ROOT),
        builder.guardrail());
    if (content != null) {
      builder.outputMessages(
          ChatMessage.alone(
              ChatMessage.ASSISTANT, GuardrailContent.parts(answer, "outputs", content)));
    }
    return builder;
  }
}
