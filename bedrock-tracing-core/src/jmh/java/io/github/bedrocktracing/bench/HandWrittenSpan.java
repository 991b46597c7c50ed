/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import java.util.List;

/** The span and the metrics that a careful program writes around a call itself. */
final class HandWrittenSpan {
  static final AttributeKey<Long> MAX_TOKENS = AttributeKey.longKey("gen_ai.request.max_tokens");
  static final AttributeKey<Double> TEMPERATURE =
      AttributeKey.doubleKey("gen_ai.request.temperature");

  private static final AttributeKey<String> OPERATION =
      AttributeKey.stringKey("gen_ai.operation.name");
  private static final AttributeKey<String> PROVIDER =
      AttributeKey.stringKey("gen_ai.provider.name");
  private static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.request.model");
  private static final AttributeKey<Boolean> STREAM =
      AttributeKey.booleanKey("gen_ai.request.stream");
  private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("server.address");
  private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
  private static final AttributeKey<List<String>> REASONS =
      AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
  private static final AttributeKey<Long> INPUT = AttributeKey.longKey("gen_ai.usage.input_tokens");
  private static final AttributeKey<Long> OUTPUT =
      AttributeKey.longKey("gen_ai.usage.output_tokens");
  private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("aws.request_id");
  private static final AttributeKey<String> TOKEN_TYPE =
      AttributeKey.stringKey("gen_ai.token.type");
  private static final String HOST = "bedrock-runtime.us-east-1.amazonaws.com";

  private final Tracer tracer;
  private final DoubleHistogram duration;
  private final LongHistogram tokens;

  HandWrittenSpan(OpenTelemetry openTelemetry) {
    tracer = openTelemetry.getTracer("program");
    Meter meter = openTelemetry.getMeter("program");
    duration = meter.histogramBuilder("gen_ai.client.operation.duration").setUnit("s").build();
    tokens = meter.histogramBuilder("gen_ai.client.token.usage").ofLongs().build();
  }

  Span start(String operation, String model, boolean stream) {
    Span span =
        tracer
            .spanBuilder(operation + ' ' + model)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(OPERATION, operation)
            .setAttribute(PROVIDER, "aws.bedrock")
            .setAttribute(MODEL, model)
            .setAttribute(ADDRESS, HOST)
            .setAttribute(PORT, 443L)
            .startSpan();
    if (stream) {
      span.setAttribute(STREAM, true);
    }
    return span;
  }

  void end(
      Span span,
      String operation,
      String model,
      String reason,
      long input,
      long output,
      String requestId,
      long startNanos) {
    if (!reason.isEmpty()) {
      span.setAttribute(REASONS, List.of(reason));
    }
    span.setAttribute(INPUT, input);
    span.setAttribute(OUTPUT, output);
    if (requestId != null) {
      span.setAttribute(REQUEST_ID, requestId);
    }
    Attributes common =
        Attributes.of(
            OPERATION, operation, PROVIDER, "aws.bedrock", MODEL, model, ADDRESS, HOST, PORT, 443L);
    duration.record((System.nanoTime() - startNanos) / 1e9, common);
    tokens.record(input, common.toBuilder().put(TOKEN_TYPE, "input").build());
    tokens.record(output, common.toBuilder().put(TOKEN_TYPE, "output").build());
    span.end();
  }
}
