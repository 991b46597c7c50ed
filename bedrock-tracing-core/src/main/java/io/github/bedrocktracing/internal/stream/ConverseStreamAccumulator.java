/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.json.JsonBytes;
import io.github.bedrocktracing.internal.json.JsonShape;

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
          .text("stopReason", InferenceResponse.Builder::finishReason)
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
                  .build())
          .build();

  private final InferenceResponse.Builder response = InferenceResponse.builder();
  private boolean stopSeen;
  private boolean metadataSeen;

  @Override
  public boolean wants(String eventType) {
    return eventType.equals(MESSAGE_STOP) || eventType.equals(METADATA);
  }

  @Override
  public void event(String eventType, JsonBytes payload) {
    if (eventType.equals(MESSAGE_STOP)) {
      stopSeen = true;
      payload.read(STOP_FIELDS, response);
    } else if (eventType.equals(METADATA)) {
      metadataSeen = true;
      payload.read(METADATA_FIELDS, response);
    }
  }

  @Override
  public boolean isComplete() {
    return stopSeen && metadataSeen;
  }

  @Override
  public InferenceResponse.Builder response() {
    return response;
  }
}
