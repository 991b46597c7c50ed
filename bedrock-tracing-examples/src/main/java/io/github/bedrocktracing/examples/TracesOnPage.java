/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ContentCapture;
import io.github.bedrocktracing.examples.report.html.HtmlReportExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.nio.file.Path;

/** Traces written as a page of HTML by a program that has an OpenTelemetry of its own. */
public final class TracesOnPage {
  private TracesOnPage() {}

  /** Does some work with tracing on, and writes the page when it is done. */
  public static void trace(Runnable work) {
    // readme:start traces-on-page
    HtmlReportExporter page = HtmlReportExporter.to(Path.of("target", "trace-report.html"));
    SdkTracerProvider tracers =
        SdkTracerProvider.builder()
            .addSpanProcessor(BatchSpanProcessor.builder(page).build())
            .build();

    try (OpenTelemetrySdk openTelemetry =
            OpenTelemetrySdk.builder().setTracerProvider(tracers).build();
        BedrockTracing tracing =
            BedrockTracing.builder()
                .openTelemetry(openTelemetry)
                .contentCapture(ContentCapture.SPAN)
                .build()) {
      BedrockTracing.autolog(tracing);
      work.run();
    }
    // readme:end traces-on-page
  }
}
