/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ContentCapture;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.awssdk.v2_2.AwsSdkTelemetry;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** What stands around a call. */
public enum Variant {
  NONE("no interceptor"),
  EMPTY("empty interceptor"),
  DISABLED("disabled"),
  QUIET("unsampled, no metric reader"),
  UNSAMPLED("unsampled"),
  REPLAY("OpenTelemetry alone"),
  ON("on"),
  CONTENT("on, with content"),
  MLFLOW("on, content, MLflow"),
  NEIGHBOUR("neighbour"),
  BY_HAND("by hand");

  private final String label;

  Variant(String label) {
    this.label = label;
  }

  /** Returns what tables call it. */
  String label() {
    return label;
  }

  /** Returns the interceptor that it puts on a client; null for none. */
  ExecutionInterceptor interceptor(OpenTelemetry openTelemetry) {
    return switch (this) {
      case NONE, REPLAY, BY_HAND -> null;
      case EMPTY -> new ExecutionInterceptor() {};
      case DISABLED -> {
        System.setProperty("bedrock.tracing.enabled", "false");
        yield tracing(openTelemetry, ContentCapture.NONE, false);
      }
      case QUIET, UNSAMPLED, ON -> tracing(openTelemetry, ContentCapture.NONE, false);
      case CONTENT -> tracing(openTelemetry, ContentCapture.SPAN, false);
      case MLFLOW -> tracing(openTelemetry, ContentCapture.SPAN, true);
      case NEIGHBOUR -> neighbour(openTelemetry).createExecutionInterceptor();
    };
  }

  /** Returns the neighbour as its guide says. */
  static AwsSdkTelemetry neighbour(OpenTelemetry openTelemetry) {
    return AwsSdkTelemetry.create(openTelemetry);
  }

  /** Returns whether its spans are sampled. */
  boolean isSampled() {
    return this != QUIET && this != UNSAMPLED;
  }

  /** Returns whether somebody reads its metrics. */
  boolean hasMetrics() {
    return this != QUIET;
  }

  /** Returns whether it wraps asynchronous clients of models, as the neighbour's guide says. */
  boolean wrapsClients() {
    return this == NEIGHBOUR;
  }

  private static ExecutionInterceptor tracing(
      OpenTelemetry openTelemetry, ContentCapture content, boolean mlflow) {
    return BedrockTracing.builder()
        .openTelemetry(openTelemetry)
        .contentCapture(content)
        .mlflowAttributes(mlflow)
        .build()
        .interceptor();
  }
}
