/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import io.github.bedrocktracing.MlflowDestination;
import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The OpenTelemetry SDK that the library makes for a program that has none, from the standard
 * {@code OTEL_*} settings with OTLP over HTTP as the default. It is not registered as the global
 * one, and flushes when the process exits.
 */
final class OwnOpenTelemetry implements AutoCloseable {
  /** How long a flush may hold up its caller or the exit of a process, in seconds. */
  private static final long FLUSH_SECONDS = 4;

  private static final Pattern HEADERS_VALUE = Pattern.compile("=.*", Pattern.DOTALL);
  private static final Pattern ADDRESS_QUERY =
      Pattern.compile("(query string|fragment|valid URL(?=: .*[@?#])): .*", Pattern.DOTALL);
  private static final Pattern ADDRESS_USER = Pattern.compile("//[^/]*@");

  private final @Nullable OpenTelemetrySdk sdk;
  private final boolean forMlflow;
  private final ExportTargets targets;
  private final Runnable beforeFlush;
  private final Thread exitHook = new Thread(this::endAndShutDown, "bedrock-tracing-exit");

  private OwnOpenTelemetry(
      @Nullable OpenTelemetrySdk sdk,
      boolean forMlflow,
      ExportTargets targets,
      Runnable beforeFlush) {
    this.sdk = sdk;
    this.targets = targets;
    this.forMlflow = forMlflow;
    this.beforeFlush = beforeFlush;
  }

  /**
   * Returns a new SDK; one that does nothing when the settings do not allow another, which is told
   * once.
   *
   * @param mlflow the MLflow server that traces go to; null for where the settings say
   * @param beforeFlush is run before the last flush
   */
  static OwnOpenTelemetry create(@Nullable MlflowDestination mlflow, Runnable beforeFlush) {
    ExportTargets targets = new ExportTargets();
    Optional<OpenTelemetrySdk> sdk =
        Guard.get(Problem.SDK, () -> buildOrTell(mlflow, targets), Optional.empty());
    OwnOpenTelemetry own =
        new OwnOpenTelemetry(sdk.orElse(null), mlflow != null, targets, beforeFlush);
    if (sdk.isPresent()) {
      Guard.run(Problem.SDK, () -> Runtime.getRuntime().addShutdownHook(own.exitHook));
    }
    return own;
  }

  /** Returns the instance to record to. */
  OpenTelemetry get() {
    return sdk == null ? OpenTelemetry.noop() : sdk;
  }

  /** Returns in words where this sends to, without a secret. */
  String describe() {
    if (sdk == null) {
      return "nothing, since no SDK could be set up from the OTEL_* settings";
    }
    return targets.areDisabled()
        ? "nothing, since otel.sdk.disabled is true"
        : "an SDK of the library's own: " + targets;
  }

  /** Returns whether traces go to an MLflow server. */
  boolean isForMlflow() {
    return forMlflow;
  }

  /** Sends what has been recorded, within a bounded time. */
  void flush() {
    OpenTelemetrySdk present = sdk;
    if (present != null) {
      Guard.run(Problem.SDK, () -> within(() -> forceFlush(present)));
    }
  }

  /** Flushes and shuts down, within a bounded time. */
  @Override
  public void close() {
    endAndShutDown();
    try {
      Runtime.getRuntime().removeShutdownHook(exitHook);
    } catch (IllegalStateException exiting) {
      // The hook is running or has run; a second flush does nothing.
    }
  }

  private void endAndShutDown() {
    Guard.run(
        Problem.SDK,
        () -> {
          beforeFlush.run();
          if (sdk != null) {
            within(sdk::shutdown);
          }
        });
  }

  private static CompletableResultCode forceFlush(OpenTelemetrySdk sdk) {
    return CompletableResultCode.ofAll(
        List.of(
            sdk.getSdkTracerProvider().forceFlush(),
            sdk.getSdkMeterProvider().forceFlush(),
            sdk.getSdkLoggerProvider().forceFlush()));
  }

  /** Waits for an export on another thread, as readers of metrics export on the one that asks. */
  private static void within(Supplier<CompletableResultCode> export) {
    CountDownLatch done = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              Guard.run(Problem.SDK, () -> export.get().join(FLUSH_SECONDS, TimeUnit.SECONDS));
              done.countDown();
            },
            "bedrock-tracing-flush");
    thread.setDaemon(true);
    thread.start();
    try {
      if (!done.await(FLUSH_SECONDS, TimeUnit.SECONDS)) {
        Problems.report(Problem.FLUSH);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<OpenTelemetrySdk> buildOrTell(
      @Nullable MlflowDestination mlflow, ExportTargets targets) {
    try {
      return Optional.of(build(mlflow, targets));
    } catch (ConfigurationException wrong) {
      Problems.report(Problem.SDK, describe(wrong));
      return Optional.empty();
    }
  }

  /**
   * Returns what is wrong with the settings. Headers, the user and the query of an address, and an
   * address that is none and may have either are left out, since they hold keys.
   */
  private static String describe(ConfigurationException wrong) {
    String message = String.valueOf(wrong.getMessage());
    if (message.contains("headers")) {
      message = HEADERS_VALUE.matcher(message).replaceFirst("=...");
    }
    message = ADDRESS_QUERY.matcher(message).replaceAll("$1");
    return ADDRESS_USER.matcher(message).replaceAll("//...@");
  }

  private static OpenTelemetrySdk build(@Nullable MlflowDestination mlflow, ExportTargets targets) {
    AutoConfiguredOpenTelemetrySdkBuilder builder = AutoConfiguredOpenTelemetrySdk.builder();
    if (mlflow != null) {
      MlflowExport.configure(builder, mlflow);
    }
    CollectorProbes probes = new CollectorProbes();
    MlflowOtherSignals otherSignals = new MlflowOtherSignals(mlflow);
    OpenTelemetrySdk sdk =
        builder
            .addPropertiesSupplier(() -> Map.of(CollectorProbes.PROTOCOL, "http/protobuf"))
            .addSpanExporterCustomizer(
                (exporter, config) ->
                    // What is sent to a server of MLflow is told of, and held back, by
                    // MlflowExport.
                    mlflow != null
                        ? exporter
                        : gated(new ReportingSpanExporter(exporter), probes, config))
            .addMetricExporterCustomizer(
                (exporter, config) ->
                    probes
                        .gateFor("metrics", config)
                        .<MetricExporter>map(
                            probe -> new ExportGate.Metrics(exporter, probe::answers))
                        .orElse(exporter))
            .addMetricExporterCustomizer(
                (exporter, config) -> withMlflow(exporter, otherSignals.probe("metrics", config)))
            .addLogRecordExporterCustomizer(
                (exporter, config) ->
                    otherSignals
                        .probe("logs", config)
                        .<LogRecordExporter>map(p -> new ExportGate.Logs(exporter, p::isTaken))
                        .orElse(exporter))
            .addResourceCustomizer(
                (resource, config) -> {
                  targets.read(config);
                  return resource;
                })
            .disableShutdownHook()
            .build()
            .getOpenTelemetrySdk();
    probes.tellEarly();
    return sdk;
  }

  private static SpanExporter gated(
      SpanExporter exporter, CollectorProbes probes, ConfigProperties config) {
    return probes
        .gateFor("traces", config)
        .<SpanExporter>map(probe -> new ExportGate.Spans(exporter, probe::answers))
        .orElse(exporter);
  }

  /**
   * Metrics are always sent, so that a refusal is told early; logs only where events are wanted.
   */
  private static MetricExporter withMlflow(MetricExporter exporter, Optional<SignalProbe> probe) {
    probe.ifPresent(SignalProbe::askEarly);
    return probe
        .<MetricExporter>map(p -> new ExportGate.Metrics(exporter, p::isTaken))
        .orElse(exporter);
  }
}
