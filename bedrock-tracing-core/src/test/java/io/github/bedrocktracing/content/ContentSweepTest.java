/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ContentCapture;
import io.github.bedrocktracing.testing.content.Markers;
import io.github.bedrocktracing.testing.content.SweptOutput;
import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.server.OtlpCollector;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every byte that leaves the process is searched for what people and models say: as OTLP, in the
 * log and on the standard streams, for calls and work of every kind.
 */
@ResourceLock(ProcessState.LOCK)
@ExtendWith(RestoresSwitches.class)
final class ContentSweepTest {
  private static final String LATEST = "gen_ai_latest_experimental";

  /** Bodies that hold media, numbers and fields of no known dialect, and nothing else. */
  private static final Pattern WITHOUT_TEXTS =
      Pattern.compile(
          "(amazon-image|cohere-embed|generic|marengo|nova-embeddings|rerank|stability-image"
              + "|stable-diffusion-xl|titan-embeddings)-.*");

  @AutoClose private static final FakeBedrock bedrock = FakeBedrock.start();

  private final Markers markers = new Markers();
  private final List<String> kinds = new ArrayList<>(MarkedWork.NAMES);

  @ParameterizedTest
  @CsvSource({
    "false, false, ''",
    "false, true, ''",
    "true, false, ''",
    "true, true, ''",
    "false, false, " + LATEST,
    "false, true, " + LATEST,
    "true, false, " + LATEST,
    "true, true, " + LATEST
  })
  void withoutCapture_noContentLeavesTheProcess(
      boolean mlflow, boolean streamEvents, String conventions) {
    System.setProperty("otel.semconv-stability.opt-in", conventions);

    Swept swept =
        sweep(
            BedrockTracing.builder()
                .mlflowAttributes(mlflow)
                .streamEvents(streamEvents)
                .maxBinaryBytes(1 << 20)
                .contentCapture(ContentCapture.NONE));

    assertNone(swept, Markers.TEXT);
    assertNone(swept, Markers.BINARY);
    assertThat(swept.metrics())
        .contains(
            conventions.isEmpty()
                ? "gen_ai.client.token.usage"
                : "gen_ai.client.inference.duration");
    assertThat(swept.traces().contains("mlflow.spanInputs")).isEqualTo(mlflow);
  }

  @Test
  void withCapture_theSameSweepFindsContentOfEveryKind() {
    Swept swept =
        sweep(
            BedrockTracing.builder()
                .mlflowAttributes(true)
                .streamEvents(true)
                .maxBinaryBytes(1 << 20)
                .maxContentLength(1 << 24)
                .contentCapture(ContentCapture.SPAN_AND_EVENT));

    assertThat(markers.find(Markers.BINARY, swept.exported())).isNotEmpty();
    Set<String> onSpans = markers.placesIn(swept.traces());
    assertThat(onSpans)
        .contains(
            "converse/messages/content/text",
            "converse/messages/content/toolUse/input",
            "converse/messages/content/toolUse/input key",
            "converse/messages/content/toolResult/content/text",
            "converse/messages/content/toolResult/content/json",
            "converse/messages/content/guardContent/text/text",
            "converse/system/text",
            "converse/toolConfig/tools/toolSpec/description",
            "converse answer/output/message/content/text",
            "converse answer/output/message/content/toolUse/input",
            "stream/messages/content/text",
            "stream start/start/toolUse/name",
            "stream delta/delta/text",
            "stream delta/delta/toolUse/input",
            "ValidationException message",
            "modelStreamErrorException message",
            "work argument",
            "work result",
            "work message");
    if (LaterMembers.REASONING.isPresent()) {
      assertThat(onSpans)
          .contains(
              "converse/messages/content/reasoningContent/reasoningText/text",
              "stream delta/delta/reasoningContent/text");
    }
    if (LaterMembers.SEARCH_RESULTS.isPresent()) {
      assertThat(onSpans).contains("converse/messages/content/searchResult/title");
    }
    if (LaterMembers.CITATIONS.isPresent()) {
      assertThat(onSpans).contains("converse/messages/content/citationsContent/content/text");
    }
    assertThat(markers.placesIn(swept.logs()))
        .contains("converse/messages/content/text", "stream delta/delta/text");
    Set<String> silent = families(markers.places());
    silent.removeAll(families(onSpans));
    silent.removeIf(WITHOUT_TEXTS.asMatchPredicate());
    assertThat(silent).as("bodies of which nothing is recorded").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void withARedactor_noContentThatItTakesOutLeavesTheProcess(boolean mlflow) {
    Swept swept =
        sweep(
            BedrockTracing.builder()
                .mlflowAttributes(mlflow)
                .streamEvents(true)
                .maxContentLength(1 << 24)
                .contentRedactor(Markers::redact)
                .contentCapture(ContentCapture.SPAN_AND_EVENT));

    assertNone(swept, Markers.TEXT);
    assertThat(swept.traces()).contains("[gone]");
    assertThat(swept.logs()).contains("[gone]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void withCapture_noMediaLeaveTheProcessWholeUnlessAskedFor(boolean mlflow) {
    Swept swept =
        sweep(
            BedrockTracing.builder()
                .mlflowAttributes(mlflow)
                .streamEvents(true)
                .maxContentLength(1 << 24)
                .contentCapture(ContentCapture.SPAN_AND_EVENT));

    assertNone(swept, Markers.BINARY);
    assertThat(markers.placesIn(swept.traces())).isNotEmpty();
  }

  private void assertNone(Swept swept, String beginning) {
    assertThat(markers.find(beginning, swept.exported())).as("exported").isEmpty();
    assertThat(markers.find(beginning, swept.told())).as("logged or printed").isEmpty();
  }

  private Swept sweep(BedrockTracing.Builder builder) {
    try (OtlpCollector collector = OtlpCollector.start();
        SweptOutput output = SweptOutput.start();
        LogLines log = LogLines.of("io.github.bedrocktracing");
        LogLines exporterLog = LogLines.of("io.opentelemetry")) {
      OpenTelemetrySdk sdk = exportingTo(collector.endpoint());
      BedrockTracing tracing = builder.openTelemetry(sdk).build();
      BedrockTracing.autolog(tracing);
      kinds.addAll(new MarkedCalls(bedrock, markers).run());
      new MarkedWork(tracing, markers).run();
      tracing.close();
      await()
          .untilAsserted(
              () -> {
                sdk.getSdkTracerProvider().forceFlush().join(10, TimeUnit.SECONDS);
                assertThat(missingKinds(bodies(collector, "/v1/traces"))).isEmpty();
              });
      sdk.shutdown().join(10, TimeUnit.SECONDS);
      BedrockTracing.disable();
      assertThat(collector.exports())
          .extracting(OtlpCollector.Export::contentEncoding)
          .as("compression, which would hide everything")
          .containsOnlyNulls();
      return new Swept(
          bodies(collector, "/v1/traces"),
          bodies(collector, "/v1/metrics"),
          bodies(collector, "/v1/logs"),
          log.text() + exporterLog.text() + output.text());
    }
  }

  private List<String> missingKinds(String traces) {
    return kinds.stream().filter(kind -> !traces.contains(kind)).toList();
  }

  private static String bodies(OtlpCollector collector, String path) {
    return collector.exports(path).stream()
        .map(OtlpCollector.Export::body)
        .collect(Collectors.joining("\n"));
  }

  /** Returns the folders of bodies that places belong to, and whether the request or the answer. */
  private static Set<String> families(Iterable<String> places) {
    Set<String> families = new TreeSet<>();
    for (String place : places) {
      int slash = place.indexOf('/');
      if (slash > 0 && place.indexOf('-') > 0 && place.indexOf('-') < slash) {
        families.add(place.substring(0, slash));
      }
    }
    return families;
  }

  private static OpenTelemetrySdk exportingTo(String endpoint) {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .addSpanProcessor(
                    BatchSpanProcessor.builder(
                            OtlpHttpSpanExporter.builder()
                                .setEndpoint(endpoint + "/v1/traces")
                                .setCompression("none")
                                .build())
                        .setMaxQueueSize(10_000)
                        .build())
                .build())
        .setMeterProvider(
            SdkMeterProvider.builder()
                .registerMetricReader(
                    PeriodicMetricReader.create(
                        OtlpHttpMetricExporter.builder()
                            .setEndpoint(endpoint + "/v1/metrics")
                            .setCompression("none")
                            .build()))
                .build())
        .setLoggerProvider(
            SdkLoggerProvider.builder()
                .addLogRecordProcessor(
                    BatchLogRecordProcessor.builder(
                            OtlpHttpLogRecordExporter.builder()
                                .setEndpoint(endpoint + "/v1/logs")
                                .setCompression("none")
                                .build())
                        .setMaxQueueSize(10_000)
                        .build())
                .build())
        .build();
  }

  /** All that has left the process, one character a byte. */
  private record Swept(String traces, String metrics, String logs, String told) {
    String exported() {
      return Stream.of(traces, metrics, logs).collect(Collectors.joining("\n"));
    }
  }
}
