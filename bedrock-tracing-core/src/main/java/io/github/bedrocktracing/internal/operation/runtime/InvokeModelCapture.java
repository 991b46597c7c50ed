/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.runtime;

import io.github.bedrocktracing.internal.dialect.BodyReader;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import io.github.bedrocktracing.internal.json.JsonBytes;
import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import io.github.bedrocktracing.internal.operation.capture.SdkMembers;
import io.github.bedrocktracing.internal.stream.InvokeModelStreamAccumulator;
import io.github.bedrocktracing.internal.stream.StreamAccumulator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;

/** Reads InvokeModel and InvokeModelWithResponseStream. */
final class InvokeModelCapture implements OperationCapture {
  private static final JsonBytes NO_BODY = JsonBytes.of(new byte[0]);

  private final boolean streams;
  private @Nullable BodyReader reader;

  InvokeModelCapture(boolean streams) {
    this.streams = streams;
  }

  @Override
  public InferenceRequest.Builder newRequest() {
    return InferenceRequest.builder(OperationName.CHAT).stream(streams);
  }

  @Override
  public InferenceRequest request(SdkRequest request) {
    String modelId = SdkMembers.givenText(request, "modelId");
    ModelId model = ModelId.parse(modelId);
    BodyReader ofModel = new BodyReader(model);
    reader = ofModel;
    return ofModel
        .request(
            body(request),
            () -> newRequest().model(modelId).prompt(model.promptName(), model.promptVersion()))
        .guardrailId(SdkMembers.givenText(request, "guardrailIdentifier"))
        .performanceLatency(SdkMembers.givenText(request, "performanceConfigLatency"))
        .serviceTier(SdkMembers.givenText(request, "serviceTier"))
        .build();
  }

  @Override
  public @Nullable String model(SdkRequest request) {
    return request instanceof InvokeModelRequest invoke
        ? invoke.modelId()
        : request instanceof InvokeModelWithResponseStreamRequest streamed
            ? streamed.modelId()
            : null;
  }

  @Override
  public @Nullable OperationName operation(String model) {
    return BodyReader.operation(ModelId.parse(model));
  }

  @Override
  public InputContent inputContent(SdkRequest request, CaptureLimits limits) {
    return reader().inputContent(body(request), limits);
  }

  @Override
  public boolean takesMetadata() {
    return true;
  }

  @Override
  public InferenceResponse.Builder response(SdkResponse response, @Nullable CaptureLimits content) {
    if (response instanceof InvokeModelResponse invoke) {
      JsonBytes body = bytes(invoke.body());
      InferenceResponse.Builder builder = reader().response(body);
      if (content != null) {
        builder.outputMessages(reader().outputContent(body, content));
      }
      return builder;
    }
    return InferenceResponse.builder();
  }

  @Override
  public @Nullable StreamAccumulator newStreamAccumulator(
      @Nullable CaptureLimits content, @Nullable AgentListener listener) {
    return streams ? new InvokeModelStreamAccumulator(reader(), content) : null;
  }

  /**
   * Returns what reads the bodies; of a request that could not be read, one that knows no model.
   */
  private BodyReader reader() {
    BodyReader present = reader;
    if (present == null) {
      present = new BodyReader(ModelId.parse(null));
      reader = present;
    }
    return present;
  }

  private static JsonBytes body(SdkRequest request) {
    return bytes(request.getValueForField("body", SdkBytes.class).orElse(null));
  }

  private static JsonBytes bytes(@Nullable SdkBytes bytes) {
    // The array is shared with the caller and only read.
    return bytes == null ? NO_BODY : JsonBytes.of(bytes.asByteArrayUnsafe());
  }
}
