/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.agents;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.Target;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import io.github.bedrocktracing.internal.operation.capture.SdkMembers;
import io.github.bedrocktracing.internal.operation.capture.SdkTree;
import io.github.bedrocktracing.internal.stream.RetrieveAndGenerateAccumulator;
import io.github.bedrocktracing.internal.stream.StreamAccumulator;
import io.github.bedrocktracing.internal.wire.GroundedAnswers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * Reads RetrieveAndGenerate and RetrieveAndGenerateStream, in which a model answers from what was
 * found in a knowledge base or in files.
 */
final class RetrieveAndGenerateCapture implements OperationCapture {
  private static final String CONFIGURATION = "retrieveAndGenerateConfiguration";
  private static final String GENERATION = "generationConfiguration";

  private final boolean streams;

  RetrieveAndGenerateCapture(boolean streams) {
    this.streams = streams;
  }

  @Override
  public InferenceRequest.Builder newRequest() {
    return InferenceRequest.builder(OperationName.CHAT).stream(streams);
  }

  @Override
  public InferenceRequest request(SdkRequest request) {
    Object configuration = configuration(request);
    Object generation = SdkMembers.member(configuration, GENERATION);
    String model = SdkMembers.text(configuration, "modelArn");
    InferenceRequest.Builder builder =
        newRequest()
            .model(model)
            .target(
                new Target.GroundedModel(model, SdkMembers.text(configuration, "knowledgeBaseId")))
            .conversationId(SdkMembers.text(request, "sessionId"))
            .guardrailId(SdkMembers.textAt(generation, "guardrailConfiguration", "guardrailId"))
            .performanceLatency(SdkMembers.textAt(generation, "performanceConfig", "latency"));
    TextInferenceConfig.read(
        SdkMembers.path(generation, "inferenceConfig", "textInferenceConfig"), builder);
    return builder.build();
  }

  @Override
  public InputContent inputContent(SdkRequest request, CaptureLimits limits) {
    InputContent question = InputContent.ofUser(SdkMembers.textAt(request, "input", "text"));
    String template =
        SdkMembers.textAt(
            configuration(request), GENERATION, "promptTemplate", "textPromptTemplate");
    return template == null
        ? question
        : new InputContent(
            List.of(new MessagePart.Text(template)), question.messages(), question.tools());
  }

  @Override
  public InferenceResponse.Builder response(SdkResponse response, @Nullable CaptureLimits content) {
    InferenceResponse.Builder builder =
        InferenceResponse.builder()
            .conversationId(SdkMembers.text(response, "sessionId"))
            .guardrailAction(SdkMembers.text(response, "guardrailAction"));
    if (content != null) {
      builder.outputMessages(
          ChatMessage.alone(
              ChatMessage.ASSISTANT, GroundedAnswers.parts(SdkTree.json(response), content)));
    }
    return builder;
  }

  @Override
  public @Nullable StreamAccumulator newStreamAccumulator(
      @Nullable CaptureLimits content, @Nullable AgentListener listener) {
    return streams ? new RetrieveAndGenerateAccumulator(content) : null;
  }

  /** Returns the part of the configuration that is filled: one with or one without a base. */
  private static @Nullable Object configuration(SdkRequest request) {
    Object either = SdkMembers.member(request, CONFIGURATION);
    Object withBase = SdkMembers.member(either, "knowledgeBaseConfiguration");
    return withBase == null ? SdkMembers.member(either, "externalSourcesConfiguration") : withBase;
  }
}
