/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

import io.github.bedrocktracing.internal.dialect.body.BodyShapes;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.json.JsonShape;
import io.github.bedrocktracing.internal.wire.GuardrailAssessments;

/** The fields that Bedrock itself adds to the bodies of models, whatever their dialect. */
final class BedrockEnvelope {
  private static final JsonShape<InferenceResponse.Builder> INVOCATION_METRICS =
      JsonShape.<InferenceResponse.Builder>builder()
          .integer(
              "inputTokenCount", (response, count) -> response.metricsUsage().uncachedInput(count))
          .integer("outputTokenCount", (response, count) -> response.metricsUsage().output(count))
          .integer(
              "cacheReadInputTokenCount",
              (response, count) -> response.metricsUsage().cacheRead(count))
          .integer(
              "cacheWriteInputTokenCount",
              (response, count) -> response.metricsUsage().cacheWrite(count))
          .integer("invocationLatency", InferenceResponse.Builder::invocationLatencyMillis)
          .integer("firstByteLatency", InferenceResponse.Builder::firstByteLatencyMillis)
          .build();

  private static final JsonShape<InferenceResponse.Builder> FIELDS =
      JsonShape.<InferenceResponse.Builder>builder()
          .object(
              "amazon-bedrock-invocationMetrics",
              INVOCATION_METRICS,
              response -> {
                // Sent on the last chunk of a stream and nowhere else.
                response.ended();
                return response;
              })
          .text("amazon-bedrock-guardrailAction", InferenceResponse.Builder::guardrailAction)
          .object(
              "amazon-bedrock-trace",
              GuardrailAssessments.MODEL_OUTPUT,
              (response, trace) ->
                  GuardrailAssessments.readTrace(trace.object("guardrail"), response.guardrail()))
          .build();

  private BedrockEnvelope() {}

  /** Returns a dialect's shapes, those of responses with Bedrock's own fields beside. */
  static BodyShapes around(BodyShapes shapes) {
    return new BodyShapes(
        shapes.request(), around(shapes.response()), around(shapes.chunk()), shapes.content());
  }

  private static JsonShape<InferenceResponse.Builder> around(
      JsonShape<InferenceResponse.Builder> shape) {
    return JsonShape.<InferenceResponse.Builder>builder()
        .including(shape)
        .including(FIELDS)
        .build();
  }
}
