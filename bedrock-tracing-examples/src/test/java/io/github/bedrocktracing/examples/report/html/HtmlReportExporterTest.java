/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on the page, and when it is there. */
class HtmlReportExporterTest {
  private static final String DATA = "<script type=\"application/json\" id=\"report-data\">";

  @TempDir private Path directory;

  @Test
  void page_isWrittenAtFlush_withAllSpansSoFar() throws IOException {
    HtmlReportExporter exporter = exporter();
    exporter.export(List.of(span(1)));
    assertThat(exporter.file()).doesNotExist();

    assertThat(exporter.flush().isSuccess()).isTrue();
    assertThat(names(exporter)).containsExactly("span 1");

    exporter.export(List.of(span(2), span(3)));
    assertThat(names(exporter)).containsExactly("span 1");
    exporter.flush();
    assertThat(names(exporter)).containsExactly("span 1", "span 2", "span 3");
  }

  @Test
  void page_isWrittenAtShutdown_evenWithoutSpans_andNothingIsTakenAfterwards() throws IOException {
    HtmlReportExporter exporter = exporter();

    assertThat(exporter.shutdown().isSuccess()).isTrue();
    assertThat(names(exporter)).isEmpty();

    assertThat(exporter.export(List.of(span(1))).isSuccess()).isFalse();
    assertThat(exporter.shutdown().isSuccess()).isTrue();
    assertThat(names(exporter)).isEmpty();
  }

  @Test
  void page_isNotWrittenAnewWhereNothingIsNew() throws IOException {
    HtmlReportExporter exporter = exporter();
    exporter.export(List.of(span(1)));
    exporter.flush();
    Files.delete(exporter.file());

    assertThat(exporter.flush().isSuccess()).isTrue();

    assertThat(exporter.file()).doesNotExist();
  }

  @Test
  void page_isWrittenWhenTheProviderOfAProgramIsClosed() throws IOException {
    HtmlReportExporter exporter = exporter();
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
            .build()) {
      provider.get("program").spanBuilder("work").startSpan().end();
    }

    assertThat(names(exporter)).containsExactly("work");
  }

  @Test
  void page_hasTheNewestSpans_andSaysHowManyAreLeftOut() throws IOException {
    HtmlReportExporter exporter = HtmlReportExporter.to(directory.resolve("report.html"), 3);
    exporter.export(IntStream.rangeClosed(1, 10).mapToObj(HtmlReportExporterTest::span).toList());
    exporter.flush();

    assertThat(names(exporter)).containsExactly("span 8", "span 9", "span 10");
    assertThat(data(exporter).path("leftOut").asInt()).isEqualTo(7);
  }

  @Test
  void newestSpans_areThoseWithinTheCharacters() {
    NewestSpans spans = new NewestSpans(100, 10);
    spans.add("12345");
    spans.add("67890");
    assertThat(spans.kept()).containsExactly("12345", "67890");

    spans.add("a");
    assertThat(spans.kept()).containsExactly("67890", "a");
    spans.add("far too long for this");
    assertThat(spans.kept()).isEmpty();
    assertThat(spans.leftOut()).isEqualTo(4);
    spans.add("b");
    assertThat(spans.kept()).containsExactly("b");
  }

  @Test
  void directories_areMade_andNothingUnfinishedIsLeft() throws IOException {
    HtmlReportExporter exporter = HtmlReportExporter.to(directory.resolve("a/b/report.html"));
    exporter.shutdown();

    assertThat(exporter.file()).isRegularFile();
    assertThat(files(exporter.file().getParent())).containsExactly("report.html");
  }

  @Test
  void failure_isTold_andLeavesWhatWasThere() throws IOException {
    Path taken = Files.createDirectories(directory.resolve("report.html/inside"));
    HtmlReportExporter exporter = exporter();

    CompletableResultCode result = exporter.shutdown();

    assertThat(result.isDone()).isTrue();
    assertThat(result.isSuccess()).isFalse();
    assertThat(result.getFailureThrowable()).isInstanceOf(IOException.class);
    assertThat(taken).isDirectory();
    assertThat(files(directory)).containsExactly("report.html");
  }

  @Test
  void page_isForItsOwnerAlone() throws IOException {
    HtmlReportExporter exporter = exporter();
    exporter.shutdown();

    if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(exporter.file())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void maxSpans_isPositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HtmlReportExporter.to(directory.resolve("report.html"), 0))
        .withMessageContaining("maxSpans");
  }

  private HtmlReportExporter exporter() {
    return HtmlReportExporter.to(directory.resolve("report.html"));
  }

  private static SpanData span(int number) {
    return SampleSpan.span(1, number, "span " + number).build();
  }

  private static List<String> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static List<String> names(HtmlReportExporter exporter) throws IOException {
    return data(exporter).path("spans").findValuesAsText("name");
  }

  private static JsonNode data(HtmlReportExporter exporter) throws IOException {
    String page = Files.readString(exporter.file());
    int from = page.indexOf(DATA) + DATA.length();
    return new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
  }
}
