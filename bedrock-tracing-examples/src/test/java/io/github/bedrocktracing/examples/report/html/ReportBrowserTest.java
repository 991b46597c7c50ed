/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of the page in a browser; whatever they do, the page loads nothing and nothing goes wrong.
 */
@Timeout(120)
abstract class ReportBrowserTest {
  @TempDir static Path directory;
  private static Browser browser;

  BrowserPage page;
  private int loads;

  @BeforeAll
  static void startBrowser() throws IOException {
    browser = Browser.start(directory.resolve("profile"));
  }

  @AfterAll
  static void closeBrowser() {
    browser.close();
  }

  @BeforeEach
  void open() {
    page = browser.open();
  }

  @AfterEach
  void nothingWasLoadedAndNothingWentWrong() {
    assertThat(page.requests()).hasSize(loads).allMatch(url -> url.startsWith("file:///"));
    assertThat(page.complaints()).isEmpty();
    assertThat(page.dialogs()).isEmpty();
  }

  final void load(Collection<SpanData> spans) {
    load(spans, HtmlReportExporter.DEFAULT_MAX_SPANS);
  }

  final void load(Collection<SpanData> spans, int maxSpans) {
    page.load(ReportFile.of(directory, spans, maxSpans));
    loads++;
  }
}
