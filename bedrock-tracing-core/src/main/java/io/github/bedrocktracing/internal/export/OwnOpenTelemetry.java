/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import io.github.bedrocktracing.internal.diagnostics.Guard;
import io.github.bedrocktracing.internal.diagnostics.Problem;
import io.github.bedrocktracing.internal.diagnostics.Problems;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The OpenTelemetry SDK that the library makes for a program that has none, from the standard
 * {@code OTEL_*} settings with OTLP over HTTP as the default. It is not registered as the global
 * one, and flushes when the process exits.
 */
final class OwnOpenTelemetry {
  private static final Pattern HEADERS_VALUE = Pattern.compile("=.*", Pattern.DOTALL);
  private static final Pattern ADDRESS_USER = Pattern.compile("//[^/]*@");
  private static final String PROTOCOL = "otel.exporter.otlp.protocol";

  private OwnOpenTelemetry() {}

  /** Returns a new SDK; empty when the settings do not allow one, which is told once. */
  static Optional<OpenTelemetrySdk> create() {
    return Guard.get(Problem.SDK, OwnOpenTelemetry::buildOrTell, Optional.empty());
  }

  private static Optional<OpenTelemetrySdk> buildOrTell() {
    try {
      return Optional.of(build());
    } catch (ConfigurationException wrong) {
      Problems.report(Problem.SDK, describe(wrong));
      return Optional.empty();
    }
  }

  /**
   * Returns what is wrong with the settings. Headers and the user part of an address are left out,
   * since they hold keys.
   */
  private static String describe(ConfigurationException wrong) {
    String message = String.valueOf(wrong.getMessage());
    if (message.contains("headers")) {
      message = HEADERS_VALUE.matcher(message).replaceFirst("=...");
    }
    return ADDRESS_USER.matcher(message).replaceAll("//...@");
  }

  private static OpenTelemetrySdk build() {
    List<CollectorProbe> probes = new ArrayList<>();
    OpenTelemetrySdk sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(() -> Map.of(PROTOCOL, "http/protobuf"))
            .addSpanExporterCustomizer(
                (exporter, config) ->
                    isUnconfigured(config, "traces")
                        ? new CollectorGate.Spans(exporter, probe(config, probes))
                        : exporter)
            .addMetricExporterCustomizer(
                (exporter, config) ->
                    isUnconfigured(config, "metrics")
                        ? new CollectorGate.Metrics(exporter, probe(config, probes))
                        : exporter)
            .build()
            .getOpenTelemetrySdk();
    probes.forEach(CollectorProbe::tellEarly);
    return sdk;
  }

  /** Returns whether a signal goes to the default endpoint because nobody named one. */
  private static boolean isUnconfigured(ConfigProperties config, String signal) {
    String exporter = config.getString("otel." + signal + ".exporter", "otlp");
    return exporter.equals("otlp")
        && config.getString("otel.exporter.otlp.endpoint") == null
        && config.getString("otel.exporter.otlp." + signal + ".endpoint") == null;
  }

  /** Returns the one probe of the endpoint that all signals share. */
  private static CollectorProbe probe(ConfigProperties config, List<CollectorProbe> probes) {
    if (probes.isEmpty()) {
      probes.add(newProbe(config));
    }
    return probes.get(0);
  }

  private static CollectorProbe newProbe(ConfigProperties config) {
    boolean grpc = config.getString(PROTOCOL, "").equals("grpc");
    return new CollectorProbe("localhost", grpc ? 4317 : 4318);
  }
}
