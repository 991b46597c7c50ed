/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.json.JsonBytes;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.json.JsonShape;
import io.github.bedrocktracing.internal.wire.ConverseDeltas;
import io.github.bedrocktracing.internal.wire.GuardrailAssessments;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of ConverseStream.
 *
 * <p>{@code messageStop} tells why the answer ended and {@code metadata}, always the last event,
 * how many tokens it took; a stream without both is not complete.
 */
public final class ConverseStreamAccumulator implements StreamAccumulator {
  private static final String MESSAGE_STOP = "messageStop";
  private static final String METADATA = "metadata";

  private static final JsonShape<InferenceResponse.Builder> STOP_FIELDS =
      JsonShape.<InferenceResponse.Builder>builder()
          .text(
              "stopReason",
              (response, reason) -> {
                response.finishReason(reason);
                GuardrailAssessments.readStopReason(reason, response.guardrail());
              })
          .build();

  private static final JsonShape<InferenceResponse.Builder> METADATA_FIELDS =
      JsonShape.<InferenceResponse.Builder>builder()
          .object(
              "usage",
              JsonShape.<InferenceResponse.Builder>builder()
                  .integer("inputTokens", (response, n) -> response.bodyUsage().uncachedInput(n))
                  .integer("outputTokens", (response, n) -> response.bodyUsage().output(n))
                  .integer(
                      "cacheReadInputTokens", (response, n) -> response.bodyUsage().cacheRead(n))
                  .integer(
                      "cacheWriteInputTokens", (response, n) -> response.bodyUsage().cacheWrite(n))
                  .build())
          .object(
              "metrics",
              JsonShape.<InferenceResponse.Builder>builder()
                  .integer("latencyMs", InferenceResponse.Builder::invocationLatencyMillis)
                  .build())
          .object(
              "performanceConfig",
              JsonShape.<InferenceResponse.Builder>builder()
                  .text("latency", InferenceResponse.Builder::performanceLatency)
                  .build())
          .object(
              "serviceTier",
              JsonShape.<InferenceResponse.Builder>builder()
                  .text("type", InferenceResponse.Builder::serviceTier)
                  .build())
          .object(
              "trace",
              JsonShape.<InferenceResponse.Builder>builder()
                  .object(
                      "promptRouter",
                      JsonShape.<InferenceResponse.Builder>builder()
                          .text("invokedModelId", InferenceResponse.Builder::model)
                          .build())
                  .object(
                      "guardrail",
                      GuardrailAssessments.MODEL_OUTPUT,
                      (response, trace) ->
                          GuardrailAssessments.readTrace(trace, response.guardrail()))
                  .build())
          .build();

  private final InferenceResponse.Builder response = InferenceResponse.builder();
  private final @Nullable StreamedContent content;
  private boolean stopSeen;
  private boolean metadataSeen;

  /**
   * Creates an accumulator for one attempt.
   *
   * @param content how much of the answer is kept; null when its content is not wanted
   */
  public ConverseStreamAccumulator(@Nullable CaptureLimits content) {
    this.content = content == null ? null : new StreamedContent(content, System::nanoTime);
  }

  @Override
  public boolean wants(String eventType) {
    return content != null || eventType.equals(MESSAGE_STOP) || eventType.equals(METADATA);
  }

  @Override
  public void event(String eventType, JsonBytes payload) {
    if (content != null) {
      JsonObject event = payload.object();
      ConverseDeltas.event(eventType, event, content.answers());
      content.event(eventType, event, payload.length());
    }
    if (eventType.equals(MESSAGE_STOP)) {
      stopSeen = true;
      payload.readFields(STOP_FIELDS, response);
    } else if (eventType.equals(METADATA)) {
      metadataSeen = true;
      payload.readFields(METADATA_FIELDS, response);
    }
  }

  @Override
  public boolean isComplete() {
    return stopSeen && metadataSeen;
  }

  @Override
  public InferenceResponse.Builder response() {
    if (content != null) {
      content.writeTo(response, isComplete());
    }
    return response;
  }
}
