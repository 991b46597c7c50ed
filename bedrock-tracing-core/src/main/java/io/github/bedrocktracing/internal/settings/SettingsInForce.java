/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings that somebody has set, and where. Values are shown where they are a word of the
 * setting's own; anything else may be a secret gone astray.
 */
public final class SettingsInForce {
  private static final Pattern SHOWN =
      Pattern.compile(
          "true|false|[0-9]{1,10}|w3c|xray|none|child|once|enrich|share|ignore|mlflow|otlp|console|no_content|span_only"
              + "|event_only|span_and_event|grpc|http/protobuf|gen_ai_latest_experimental");

  private static final List<String> NAMES =
      List.of(
          "bedrock.tracing.enabled",
          "bedrock.tracing.autolog",
          "bedrock.tracing.prices",
          "otel.instrumentation.genai.capture-message-content",
          "bedrock.tracing.content.redact-patterns",
          "bedrock.tracing.content.stream-events",
          "bedrock.tracing.content.max-value-length",
          "bedrock.tracing.content.max-length",
          "bedrock.tracing.content.max-binary-bytes",
          "bedrock.tracing.agent.steps",
          "bedrock.tracing.agent.enable-trace",
          "bedrock.tracing.propagation",
          "bedrock.tracing.propagate-session",
          "bedrock.tracing.request-metadata",
          "bedrock.tracing.parent-spans",
          "bedrock.tracing.sdk-spans",
          "bedrock.tracing.flavor",
          "otel.semconv-stability.opt-in",
          "otel.sdk.disabled",
          "otel.service.name",
          "otel.resource.attributes",
          "otel.traces.exporter",
          "otel.metrics.exporter",
          "otel.logs.exporter",
          "otel.traces.sampler",
          "otel.exporter.otlp.protocol",
          "otel.exporter.otlp.endpoint",
          "otel.exporter.otlp.headers",
          "otel.exporter.otlp.traces.endpoint",
          "otel.exporter.otlp.traces.headers",
          "otel.exporter.otlp.metrics.endpoint",
          "otel.exporter.otlp.metrics.headers",
          "mlflow.tracking.uri",
          "mlflow.tracking.username",
          "mlflow.tracking.password",
          "mlflow.tracking.token",
          "mlflow.experiment.id",
          "mlflow.experiment.name");

  private SettingsInForce() {}

  /** Returns a line for each setting that is set. */
  public static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String name : NAMES) {
      String variable = Flags.variable(name);
      String property = System.getProperty(name);
      String value = property == null ? System.getenv(variable) : property;
      if (value != null && !value.isBlank()) {
        String source = property == null ? "variable " + variable : "property " + name;
        lines.add(source + ": " + shown(value.trim()));
      }
    }
    return lines.isEmpty() ? List.of("none is set") : lines;
  }

  /** Returns the names of all settings that are told of, as system properties. */
  static List<String> names() {
    return NAMES;
  }

  /** Returns who says something: the program, else a setting if it is set, else nobody. */
  public static String source(boolean byProgram, @Nullable String setting) {
    if (byProgram) {
      return "by the program";
    }
    return setting != null && Flags.isSet(setting) ? "by " + setting : "by default";
  }

  private static String shown(String value) {
    return SHOWN.matcher(value.toLowerCase(Locale.ROOT)).matches() ? value : "set, not shown here";
  }
}
