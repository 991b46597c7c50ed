/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.overhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ContentCapture;
import io.github.bedrocktracing.ParentSpans;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.server.Answers;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.server.Reply;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.OpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/** A call is left alone only where neither a span nor a metric nor an event tells of it. */
class UnreadCallsTest {
  private static final String MODEL = "amazon.nova-lite-v1:0";

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
  private final InMemoryLogRecordExporter logs = InMemoryLogRecordExporter.create();

  @Test
  void nobodyReads_theCallerHasTheWholeAnswer() {
    try (OpenTelemetrySdk nobody = openTelemetry(Sampler.alwaysOff(), false, false)) {
      converse(BedrockTracing.builder().openTelemetry(nobody));

      assertThat(events(BedrockTracing.builder().openTelemetry(nobody)))
          .isEqualTo(events(null))
          .isPositive();
      assertThat(spans.getFinishedSpanItems()).isEmpty();
    }
  }

  @Test
  void aReaderOfMetrics_isToldOfUnsampledCalls() {
    try (OpenTelemetrySdk reader = openTelemetry(Sampler.alwaysOff(), true, false)) {
      converse(BedrockTracing.builder().openTelemetry(reader));
      events(BedrockTracing.builder().openTelemetry(reader));

      await()
          .untilAsserted(
              () ->
                  assertThat(metrics.collectAllMetrics())
                      .anySatisfy(
                          metric -> {
                            assertThat(metric.getName()).isEqualTo("gen_ai.client.token.usage");
                            assertThat(metric.getHistogramData().getPoints())
                                .allSatisfy(point -> assertThat(point.getCount()).isEqualTo(2));
                          }));
    }
  }

  @Test
  void aSampledCall_hasItsSpan_alsoWhereNobodyReadsMetrics() {
    try (OpenTelemetrySdk tracer = openTelemetry(Sampler.alwaysOn(), false, false)) {
      converse(BedrockTracing.builder().openTelemetry(tracer));
      events(BedrockTracing.builder().openTelemetry(tracer));

      await().until(() -> spans.getFinishedSpanItems().size() >= 2);
      assertThat(spans.getFinishedSpanItems())
          .hasSize(2)
          .allSatisfy(
              span ->
                  assertThat(span.getAttributes().asMap().toString())
                      .contains("gen_ai.usage.input_tokens"));
    }
  }

  @Test
  void eventsWithContent_areEmittedOfUnsampledCalls() {
    try (OpenTelemetrySdk logger = openTelemetry(Sampler.alwaysOff(), false, true)) {
      converse(BedrockTracing.builder().openTelemetry(logger).contentCapture(ContentCapture.EVENT));

      assertThat(logs.getFinishedLogRecordItems()).hasSize(1);
    }
  }

  @Test
  @SuppressWarnings("try")
  void aCallWhoseSharedSpanHasEndedBeforeARetry_hasASpanOfItsOwn() {
    Reply held = Reply.error(503, "ServiceUnavailableException").ending(Reply.Ending.HELD_FIRST);
    try (OpenTelemetrySdk tracer = openTelemetry(Sampler.alwaysOn(), false, false);
        ScriptedBedrock retried =
            ScriptedBedrock.start(List.of(held, Reply.json(Exchanges.CONVERSE_ANSWER)));
        BedrockRuntimeAsyncClient client =
            Clients.async(retried, Protocol.HTTP1_1, Clients.with(enriching(tracer)))) {
      Span shared =
          tracer
              .getTracer("framework")
              .spanBuilder("framework")
              .setAttribute("gen_ai.operation.name", "chat")
              .startSpan();
      CompletableFuture<ConverseResponse> call;
      try (Scope ignored = shared.makeCurrent()) {
        call = client.converse(Exchanges.converse());
      }
      await().until(() -> retried.requests() == 1);
      shared.end();
      retried.release();
      call.join();

      assertThat(spans.getFinishedSpanItems())
          .extracting(SpanData::getName)
          .containsExactly("framework", "chat " + Exchanges.MODEL);
    }
  }

  private static ExecutionInterceptor enriching(OpenTelemetrySdk tracer) {
    return BedrockTracing.builder()
        .openTelemetry(tracer)
        .parentSpans(ParentSpans.ENRICH)
        .build()
        .interceptor();
  }

  private void converse(BedrockTracing.Builder tracing) {
    bedrock.answerJson("converse", Answers.converse());
    try (BedrockRuntimeClient client =
        Clients.sync(bedrock, Clients.with(tracing.build().interceptor()))) {
      client.converse(Answers.request(MODEL));
    }
  }

  private int events(BedrockTracing.Builder tracing) {
    bedrock.answerStream("converse-stream", Answers.converseStream());
    AtomicInteger events = new AtomicInteger();
    try (BedrockRuntimeAsyncClient client =
        Clients.async(
            bedrock,
            Protocol.HTTP2,
            tracing == null ? c -> {} : Clients.with(tracing.build().interceptor()))) {
      client
          .converseStream(
              Answers.streamRequest(MODEL),
              ConverseStreamResponseHandler.builder()
                  .subscriber(event -> events.incrementAndGet())
                  .build())
          .join();
    }
    return events.get();
  }

  private OpenTelemetrySdk openTelemetry(Sampler sampler, boolean withMetrics, boolean withLogs) {
    OpenTelemetrySdkBuilder sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .setSampler(sampler)
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build());
    if (withMetrics) {
      sdk.setMeterProvider(SdkMeterProvider.builder().registerMetricReader(metrics).build());
    }
    if (withLogs) {
      sdk.setLoggerProvider(
          SdkLoggerProvider.builder()
              .addLogRecordProcessor(SimpleLogRecordProcessor.create(logs))
              .build());
    }
    return sdk.build();
  }
}
