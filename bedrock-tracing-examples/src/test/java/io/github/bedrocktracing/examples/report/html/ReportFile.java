/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report.html;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.file.Path;
import java.util.Collection;

/** A page of spans on the disk. */
final class ReportFile {
  private ReportFile() {}

  /** Writes a page of the newest of these spans into a directory. */
  static Path of(Path directory, Collection<SpanData> spans, int maxSpans) {
    HtmlReportExporter exporter = HtmlReportExporter.to(directory.resolve("report.html"), maxSpans);
    exporter.export(spans);
    if (!exporter.shutdown().isSuccess()) {
      throw new IllegalStateException("no page was written");
    }
    return exporter.file();
  }
}
