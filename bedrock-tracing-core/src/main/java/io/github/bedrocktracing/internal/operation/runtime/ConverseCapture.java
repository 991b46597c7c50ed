/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.runtime;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import io.github.bedrocktracing.internal.json.JsonShape;
import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import io.github.bedrocktracing.internal.operation.capture.SdkMembers;
import io.github.bedrocktracing.internal.operation.capture.SdkTree;
import io.github.bedrocktracing.internal.stream.ConverseStreamAccumulator;
import io.github.bedrocktracing.internal.stream.StreamAccumulator;
import io.github.bedrocktracing.internal.wire.GuardrailAssessments;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InferenceConfiguration;

/** Reads Converse and ConverseStream. */
final class ConverseCapture implements OperationCapture {
  static final ConverseCapture WHOLE = new ConverseCapture(false);
  static final ConverseCapture STREAM = new ConverseCapture(true);

  private static final @Nullable SdkField<?> LATENCY_MODE = ofAnswer("performanceConfig");
  private static final @Nullable SdkField<?> SERVICE_TIER = ofAnswer("serviceTier");
  private static final @Nullable SdkField<?> TRACE = ofAnswer("trace");

  private final boolean streams;

  private ConverseCapture(boolean streams) {
    this.streams = streams;
  }

  @Override
  public InferenceRequest.Builder newRequest() {
    return InferenceRequest.builder(OperationName.CHAT).stream(streams);
  }

  @Override
  public InferenceRequest request(SdkRequest request) {
    InferenceRequest.Builder builder = newRequest();
    if (request instanceof ConverseRequest converse) {
      builder.model(converse.modelId());
      readParameters(builder, converse.inferenceConfig(), converse.additionalModelRequestFields());
    } else if (request instanceof ConverseStreamRequest converse) {
      builder.model(converse.modelId());
      readParameters(builder, converse.inferenceConfig(), converse.additionalModelRequestFields());
    }
    ModelId model = ModelId.parse(SdkMembers.givenText(request, "modelId"));
    return builder
        .prompt(model.promptName(), model.promptVersion())
        .guardrailId(SdkMembers.text(member(request, "guardrailConfig"), "guardrailIdentifier"))
        .performanceLatency(SdkMembers.text(member(request, "performanceConfig"), "latency"))
        .serviceTier(SdkMembers.text(member(request, "serviceTier"), "type"))
        .outputType(outputType(request))
        .build();
  }

  @Override
  public @Nullable String model(SdkRequest request) {
    return request instanceof ConverseRequest converse
        ? converse.modelId()
        : request instanceof ConverseStreamRequest streamed ? streamed.modelId() : null;
  }

  @Override
  public OperationName operation(String model) {
    return OperationName.CHAT;
  }

  @Override
  public InputContent inputContent(SdkRequest request, CaptureLimits limits) {
    return ConverseMessages.input(request, limits);
  }

  @Override
  public boolean takesMetadata() {
    return true;
  }

  @Override
  public InferenceResponse.Builder response(SdkResponse response, @Nullable CaptureLimits content) {
    InferenceResponse.Builder builder = InferenceResponse.builder();
    if (response instanceof ConverseResponse converse) {
      builder
          .finishReason(converse.stopReasonAsString())
          .performanceLatency(SdkMembers.text(SdkMembers.member(converse, LATENCY_MODE), "latency"))
          .serviceTier(SdkMembers.text(SdkMembers.member(converse, SERVICE_TIER), "type"));
      if (converse.metrics() != null && converse.metrics().latencyMs() != null) {
        builder.invocationLatencyMillis(converse.metrics().latencyMs());
      }
      ConverseUsage.read(converse.usage(), builder.bodyUsage());
      if (content != null) {
        builder.outputMessages(ConverseMessages.answers(converse, content));
      }
      GuardrailAssessments.readStopReason(converse.stopReasonAsString(), builder.guardrail());
      Object trace = SdkMembers.member(converse, TRACE);
      if (trace != null) {
        readTrace(trace, builder);
      }
    }
    return builder;
  }

  private static void readTrace(Object trace, InferenceResponse.Builder builder) {
    GuardrailAssessments.readTrace(
        SdkTree.json(SdkMembers.member(trace, "guardrail")), builder.guardrail());
    Object router = SdkMembers.member(trace, "promptRouter");
    builder.model(SdkMembers.text(router, "invokedModelId"));
  }

  @Override
  public @Nullable StreamAccumulator newStreamAccumulator(
      @Nullable CaptureLimits content, @Nullable AgentListener listener) {
    return streams ? new ConverseStreamAccumulator(content) : null;
  }

  private static void readParameters(
      InferenceRequest.Builder builder,
      @Nullable InferenceConfiguration config,
      @Nullable Document additionalFields) {
    if (config != null) {
      if (config.maxTokens() != null) {
        builder.maxTokens(config.maxTokens());
      }
      if (config.temperature() != null) {
        builder.temperature(widen(config.temperature()));
      }
      if (config.topP() != null) {
        builder.topP(widen(config.topP()));
      }
      if (config.hasStopSequences()) {
        builder.stopSequences(texts(config.stopSequences()));
      }
    }
    AdditionalModelFields.read(additionalFields, builder);
  }

  private static @Nullable SdkField<?> ofAnswer(String name) {
    return SdkMembers.field(ConverseResponse.builder().build(), name);
  }

  private static @Nullable String outputType(SdkRequest request) {
    Object format = SdkMembers.member(member(request, "outputConfig"), "textFormat");
    return SdkMembers.text(format, "type") == null ? null : "json";
  }

  private static @Nullable Object member(SdkRequest request, String name) {
    return request.getValueForField(name, Object.class).orElse(null);
  }

  /** Keeps what fits an attribute; the same limits hold for the bodies of InvokeModel. */
  private static List<String> texts(List<String> texts) {
    return texts.stream()
        .filter(text -> text != null && text.length() <= JsonShape.MAX_TEXT_LENGTH)
        .limit(JsonShape.MAX_TEXTS)
        .toList();
  }

  /** Widens so that 0.2f becomes 0.2 and not 0.20000000298023224. */
  private static double widen(float value) {
    // What a program writes has few digits, and then needs no text in between.
    double written = Math.rint(value * 1e4) / 1e4;
    return Math.abs(value) < 100 && (float) written == value
        ? written
        : Double.parseDouble(Float.toString(value));
  }
}
