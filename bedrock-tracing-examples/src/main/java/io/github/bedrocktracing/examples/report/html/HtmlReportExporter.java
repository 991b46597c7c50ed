/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report.html;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;

/**
 * An exporter that writes the spans it is given as one self-contained HTML page.
 *
 * <p>The page is written when the exporter is flushed or shut down, as a whole, so that a reader
 * sees either the former page or the new one. It holds the newest spans within the limits, and says
 * how many were left out. Prompts and answers are on it if they are on the spans.
 */
public final class HtmlReportExporter implements SpanExporter {
  /** The most spans on a page unless said otherwise. */
  public static final int DEFAULT_MAX_SPANS = 5_000;

  /** The most characters of spans on a page, about as many bytes. */
  static final long MAX_CHARACTERS = 64L << 20;

  private final Path file;
  private final NewestSpans spans;
  private boolean changed = true;
  private boolean shutDown;

  private HtmlReportExporter(Path file, NewestSpans spans) {
    this.file = file.toAbsolutePath();
    this.spans = spans;
  }

  /** Returns an exporter to this file, whose directories are made if they are missing. */
  public static HtmlReportExporter to(Path file) {
    return to(file, DEFAULT_MAX_SPANS);
  }

  /**
   * Returns an exporter to this file that keeps no more than the given number of spans.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  public static HtmlReportExporter to(Path file, int maxSpans) {
    if (maxSpans < 1) {
      throw new IllegalArgumentException("maxSpans is " + maxSpans + ", and has to be positive");
    }
    return new HtmlReportExporter(file, new NewestSpans(maxSpans, MAX_CHARACTERS));
  }

  /** Returns where the page is written. */
  public Path file() {
    return file;
  }

  @Override
  public synchronized CompletableResultCode export(Collection<SpanData> batch) {
    if (shutDown) {
      return CompletableResultCode.ofFailure();
    }
    for (SpanData span : batch) {
      spans.add(SpanJson.of(span));
      changed = true;
    }
    return CompletableResultCode.ofSuccess();
  }

  /** Writes the page, if there is anything new. */
  @Override
  public synchronized CompletableResultCode flush() {
    if (!changed) {
      return CompletableResultCode.ofSuccess();
    }
    try {
      WholeFile.write(file, out -> ReportPage.write(out, spans, Clock.systemUTC().instant()));
    } catch (IOException e) {
      return CompletableResultCode.ofExceptionalFailure(e);
    }
    changed = false;
    return CompletableResultCode.ofSuccess();
  }

  /** Writes the page; what is exported afterwards is refused. */
  @Override
  public synchronized CompletableResultCode shutdown() {
    if (shutDown) {
      return CompletableResultCode.ofSuccess();
    }
    shutDown = true;
    return flush();
  }

  @Override
  public String toString() {
    return "HtmlReportExporter{" + file + "}";
  }
}
