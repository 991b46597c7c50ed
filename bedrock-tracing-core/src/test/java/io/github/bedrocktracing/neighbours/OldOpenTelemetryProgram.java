/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.neighbours;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ContentCapture;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.Collection;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** A program with an OpenTelemetry that is too old for autolog; run in a process of its own. */
public final class OldOpenTelemetryProgram {
  private OldOpenTelemetryProgram() {}

  /** Where calls are to be recorded. */
  enum Target {
    /** An OpenTelemetry that the builder is given. */
    GIVEN,
    /** The global one. */
    GLOBAL,
    /** An SDK of the library's own. */
    OWN
  }

  /** Runs the program: Bedrock's address, and where calls are to be recorded. */
  public static void main(String[] args) {
    OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(new PrintedSpans()))
                    .build())
            .setLoggerProvider(
                SdkLoggerProvider.builder()
                    .addLogRecordProcessor(SimpleLogRecordProcessor.create(new PrintedEvents()))
                    .build())
            .setMeterProvider(
                SdkMeterProvider.builder().registerMetricReader(new UnreadMetrics()).build())
            .build();
    switch (Target.valueOf(args[1])) {
      case GIVEN ->
          BedrockTracing.autolog(
              BedrockTracing.builder()
                  .openTelemetry(sdk)
                  .contentCapture(ContentCapture.SPAN_AND_EVENT)
                  .build());
      case GLOBAL -> {
        GlobalOpenTelemetry.set(sdk);
        BedrockTracing.autolog();
      }
      case OWN -> BedrockTracing.autolog();
    }
    try (BedrockRuntimeClient client =
        BedrockRuntimeClient.builder()
            .endpointOverride(URI.create(args[0]))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("akid", "secret")))
            .build()) {
      System.out.println("answer " + PlainCall.converse(client));
      System.out.println("answer " + PlainCall.converse(client));
    }
  }

  /** Prints the names of spans. */
  private static final class PrintedSpans implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      spans.forEach(span -> System.out.println("span " + span.getName()));
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  /** Prints the attributes of events. */
  private static final class PrintedEvents implements LogRecordExporter {
    @Override
    public CompletableResultCode export(Collection<LogRecordData> events) {
      events.forEach(event -> System.out.println("event " + event.getAttributes()));
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  /** Makes instruments be recorded to. */
  private static final class UnreadMetrics implements MetricReader {
    @Override
    public void register(CollectionRegistration registration) {}

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType instrument) {
      return AggregationTemporality.CUMULATIVE;
    }

    @Override
    public CompletableResultCode forceFlush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
