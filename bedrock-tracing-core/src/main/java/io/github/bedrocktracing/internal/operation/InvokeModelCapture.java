/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation;

import io.github.bedrocktracing.internal.dialect.BodyReader;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.json.JsonBytes;
import io.github.bedrocktracing.internal.stream.InvokeModelStreamAccumulator;
import io.github.bedrocktracing.internal.stream.StreamAccumulator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;

/** Reads InvokeModel and InvokeModelWithResponseStream. */
final class InvokeModelCapture implements OperationCapture {
  private static final JsonBytes NO_BODY = JsonBytes.of(new byte[0]);

  private final boolean streams;
  private BodyReader reader = new BodyReader(ModelId.parse(null));

  InvokeModelCapture(boolean streams) {
    this.streams = streams;
  }

  @Override
  public InferenceRequest request(SdkRequest request) {
    String modelId = text(request, "modelId");
    ModelId model = ModelId.parse(modelId);
    reader = new BodyReader(model);
    return reader
        .request(
            bytes(request.getValueForField("body", SdkBytes.class).orElse(null)),
            () ->
                InferenceRequest.builder(OperationName.CHAT).stream(streams)
                    .model(modelId)
                    .prompt(model.promptName(), model.promptVersion()))
        .guardrailId(text(request, "guardrailIdentifier"))
        .performanceLatency(text(request, "performanceConfigLatency"))
        .serviceTier(text(request, "serviceTier"))
        .build();
  }

  @Override
  public InferenceResponse.Builder response(SdkResponse response) {
    if (response instanceof InvokeModelResponse invoke) {
      return reader.response(bytes(invoke.body()));
    }
    return InferenceResponse.builder();
  }

  @Override
  public @Nullable StreamAccumulator newStreamAccumulator() {
    return streams ? new InvokeModelStreamAccumulator(reader) : null;
  }

  private static @Nullable String text(SdkRequest request, String name) {
    return request.getValueForField(name, String.class).orElse(null);
  }

  private static JsonBytes bytes(@Nullable SdkBytes bytes) {
    // The array is shared with the caller and only read.
    return bytes == null ? NO_BODY : JsonBytes.of(bytes.asByteArrayUnsafe());
  }
}
