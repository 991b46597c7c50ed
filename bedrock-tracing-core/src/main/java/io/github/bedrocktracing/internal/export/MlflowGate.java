/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** The exporter of spans to MLflow, which drops what it gets while the experiment is not known. */
final class MlflowGate implements SpanExporter {
  private final SpanExporter exporter;
  private final MlflowExperiment experiment;

  MlflowGate(SpanExporter exporter, MlflowExperiment experiment) {
    this.exporter = exporter;
    this.experiment = experiment;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return experiment.isKnown() ? exporter.export(spans) : CompletableResultCode.ofFailure();
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
