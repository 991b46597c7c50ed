/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.frameworks;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.examples.embedded.EmbeddedBedrock;
import io.github.bedrocktracing.examples.embedded.Pace;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * A running Spring Boot application with an OpenTelemetry, in a process that the SDK's own settings
 * point to an embedded Bedrock: for models whose clients nobody but the framework builds.
 */
final class FrameworkApplication implements AutoCloseable {
  static final String NOVA = "amazon.nova-lite-v1:0";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "aws.accessKeyId", "akid",
          "aws.secretAccessKey", "secret",
          "aws.region", "us-east-1",
          // Without it, an application would set up the logging of the whole process.
          "org.springframework.boot.logging.LoggingSystem", "none");
  private static final String ENDPOINT = "aws.endpointUrlBedrockRuntime";

  private final EmbeddedBedrock bedrock = EmbeddedBedrock.start(Pace.AT_ONCE);

  /** Clients that frameworks build for streams speak HTTP/2 alone, which the server does not. */
  private final WireMockServer front = new WireMockServer(options().dynamicPort());

  private final ConfigurableApplicationContext context;

  private FrameworkApplication(Class<?> models, String... properties) {
    SETTINGS.forEach(System::setProperty);
    front.start();
    front.stubFor(any(anyUrl()).willReturn(aResponse().proxiedFrom(bedrock.endpoint().toString())));
    System.setProperty(ENDPOINT, front.baseUrl());
    context =
        new SpringApplicationBuilder(Application.class, models)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .run(
                Stream.concat(
                        Stream.of(
                            "spring.main.banner-mode=off", "bedrock.tracing.content.capture=span"),
                        Stream.of(properties))
                    .map(property -> "--" + property)
                    .toArray(String[]::new));
  }

  /**
   * Starts an application with the beans of a configuration, and properties such as {@code a=b}.
   */
  static FrameworkApplication start(Class<?> models, String... properties) {
    return new FrameworkApplication(models, properties);
  }

  /** Returns a bean of the application. */
  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Waits until so many spans have ended, and returns them in the order of their start. */
  List<SpanData> spans(int count) {
    InMemorySpanExporter exporter = bean(InMemorySpanExporter.class);
    await().until(() -> exporter.getFinishedSpanItems().size() >= count);
    List<SpanData> spans =
        exporter.getFinishedSpanItems().stream()
            .sorted(java.util.Comparator.comparingLong(SpanData::getStartEpochNanos))
            .toList();
    assertThat(spans).hasSize(count);
    return spans;
  }

  /** Asserts that a span is that of a call of Nova, with its tokens and why it ended. */
  static void assertChat(SpanData span, long inputTokens, long outputTokens, String finishReason) {
    assertThat(span.getName()).isEqualTo("chat " + NOVA);
    assertThat(span.getAttributes().asMap())
        .containsEntry(AttributeKey.longKey("gen_ai.usage.input_tokens"), inputTokens)
        .containsEntry(AttributeKey.longKey("gen_ai.usage.output_tokens"), outputTokens)
        .containsEntry(
            AttributeKey.stringArrayKey("gen_ai.response.finish_reasons"), List.of(finishReason));
  }

  /** Returns the question of a call, as it is recorded. */
  static String input(SpanData span) {
    return String.valueOf(
        span.getAttributes().get(AttributeKey.stringKey("gen_ai.input.messages")));
  }

  /** Returns the answer of a call, as it is recorded. */
  static String output(SpanData span) {
    return String.valueOf(
        span.getAttributes().get(AttributeKey.stringKey("gen_ai.output.messages")));
  }

  @Override
  public void close() {
    context.close();
    front.stop();
    bedrock.close();
    SETTINGS.keySet().forEach(System::clearProperty);
    System.clearProperty(ENDPOINT);
    assertThat(BedrockTracing.isEnabled()).isFalse();
  }

  @SpringBootConfiguration
  @ImportAutoConfiguration(io.github.bedrocktracing.spring.BedrockTracingAutoConfiguration.class)
  static class Application {
    @Bean
    InMemorySpanExporter spanExporter() {
      return InMemorySpanExporter.create();
    }

    @Bean
    InMemoryMetricReader metricReader() {
      return InMemoryMetricReader.create();
    }

    @Bean
    OpenTelemetry openTelemetry(InMemorySpanExporter exporter, InMemoryMetricReader reader) {
      return OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                  .build())
          .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
          .build();
    }
  }
}
