/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The variables that the docs give for a backend are ones that OpenTelemetry and this library take.
 */
class BackendPagesTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");
  private static final Set<String> KNOWN =
      Set.of(
          "OTEL_SERVICE_NAME",
          "OTEL_EXPORTER_OTLP_PROTOCOL",
          "OTEL_EXPORTER_OTLP_ENDPOINT",
          "OTEL_EXPORTER_OTLP_HEADERS",
          "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL",
          "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
          "OTEL_EXPORTER_OTLP_TRACES_HEADERS",
          "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
          "OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE",
          "OTEL_METRICS_EXPORTER",
          "OTEL_LOGS_EXPORTER",
          "BEDROCK_TRACING_AUTOLOG",
          "BEDROCK_TRACING_FLAVOR");

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(DOCS.resolve("lambda.md")));
    try (Stream<Path> files = Files.list(DOCS.resolve("backends"))) {
      files.sorted().forEach(pages::add);
    }
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void variables_makeAnSdk(Path page) throws IOException {
    List<Map<String, String>> blocks = blocks(Files.readString(page));

    assertThat(blocks).isNotEmpty();
    for (Map<String, String> variables : blocks) {
      assertThat(KNOWN).containsAll(variables.keySet());
      variables.forEach(BackendPagesTest::assertValue);
      OpenTelemetrySdk sdk =
          AutoConfiguredOpenTelemetrySdk.builder()
              .disableShutdownHook()
              // Nothing is recorded, so that nothing is sent.
              .addPropertiesCustomizer(config -> Map.of("otel.metric.export.interval", "3600000"))
              .addPropertiesSupplier(() -> properties(variables))
              .build()
              .getOpenTelemetrySdk();
      assertThat(sdk.toString()).contains(endpoint(variables));
      sdk.getSdkTracerProvider().close();
    }
  }

  private static void assertValue(String name, String value) {
    if (name.endsWith("_ENDPOINT")) {
      assertThat(URI.create(value).getScheme()).as(name).isIn("http", "https");
      assertThat(URI.create(value).getHost()).as(name).isNotNull();
    }
    if (name.endsWith("_PROTOCOL")) {
      assertThat(value).isIn("http/protobuf", "grpc");
    }
    if (name.endsWith("_HEADERS")) {
      assertThat(value).doesNotContain(" ").contains("=");
    }
  }

  /** Where traces go, as the exporter tells it. */
  private static String endpoint(Map<String, String> variables) {
    String traces = variables.get("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
    return "endpoint="
        + (traces == null ? variables.get("OTEL_EXPORTER_OTLP_ENDPOINT") + "/v1/traces" : traces);
  }

  private static Map<String, String> properties(Map<String, String> variables) {
    Map<String, String> properties = new LinkedHashMap<>();
    variables.forEach(
        (name, value) -> properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
    return properties;
  }

  private static List<Map<String, String>> blocks(String page) {
    List<Map<String, String>> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(page);
    while (matcher.find()) {
      Map<String, String> variables = new LinkedHashMap<>();
      for (String line : matcher.group(1).strip().lines().toList()) {
        int equals = line.indexOf('=');
        variables.put(line.substring(0, equals), line.substring(equals + 1));
      }
      blocks.add(variables);
    }
    return blocks;
  }
}
