/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.PriceTable;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.process.LogLines;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/**
 * A whole application: all auto-configurations there are, Boot's own OpenTelemetry, a client that
 * is a bean, and properties in a file.
 */
class ApplicationTest extends Applications {
  private static final AttributeKey<String> PROMPT =
      AttributeKey.stringKey("gen_ai.input.messages");

  @Test
  void runsWithTheBootOfThisBuild() {
    assertThat(SpringBootVersion.getVersion())
        .isEqualTo(System.getProperty("test.spring-boot.version"));
  }

  @Test
  void clientThatIsABean_isTracedToBootsOpenTelemetry_asTheFileOfPropertiesSays() {
    SpanData span;
    try (ConfigurableApplicationContext context = run(Application.class)) {
      assertThat(context.getBean(OpenTelemetry.class)).isInstanceOf(OpenTelemetrySdk.class);
      assertThat(context.getBeanDefinitionNames()).contains("bedrockTracing");
      assertThat(PlainCall.converse(context.getBean(BedrockRuntimeClient.class)))
          .isEqualTo("Hello.");
      span = onlySpan(context);
    }

    assertThat(span.getName()).isEqualTo(PlainCall.SPAN_NAME);
    assertThat(span.getAttributes().asMap())
        .containsEntry(AttributeKey.longKey("gen_ai.usage.input_tokens"), 5L)
        .containsEntry(AttributeKey.longKey("gen_ai.usage.output_tokens"), 2L);
    assertThat(span.getAttributes().get(PROMPT)).contains("Say");
    assertThat(BedrockTracing.isEnabled()).isFalse();
  }

  @Test
  void whatRunsAtTheStart_isTraced() {
    try (ConfigurableApplicationContext context = run(Application.class, CallsAtTheStart.class)) {
      assertThat(onlySpan(context).getName()).isEqualTo(PlainCall.SPAN_NAME);
    }
  }

  @Test
  void systemProperty_goesBeforeTheFile_asInSpring() {
    System.setProperty("bedrock.tracing.content.capture", "none");

    try (ConfigurableApplicationContext context = run(Application.class)) {
      PlainCall.converse(context.getBean(BedrockRuntimeClient.class));
      assertThat(onlySpan(context).getAttributes().get(PROMPT)).isNull();
    }
  }

  @Test
  void offByProperty_theApplicationRunsAsItDoes() {
    System.setProperty("bedrock.tracing.enabled", "false");

    try (ConfigurableApplicationContext context = run(Application.class)) {
      assertThat(PlainCall.converse(context.getBean(BedrockRuntimeClient.class)))
          .isEqualTo("Hello.");
      assertThat(context.getBean(InMemorySpanExporter.class).getFinishedSpanItems()).isEmpty();
    }
  }

  /** Boot makes no place for them itself, so that there they are dropped. */
  @Test
  void metrics_goWhereABeanThatMakesMetersSendsThem() {
    try (ConfigurableApplicationContext context = run(Application.class)) {
      assertThat(context.getBeansOfType(SdkMeterProvider.class)).isEmpty();
      assertThat(context.getBean(OpenTelemetrySdk.class).getMeterProvider())
          .isNotInstanceOf(SdkMeterProvider.class);
    }
    try (ConfigurableApplicationContext context = run(Application.class, Metrics.class)) {
      PlainCall.converse(context.getBean(BedrockRuntimeClient.class));

      assertThat(context.getBean(InMemoryMetricReader.class).collectAllMetrics())
          .extracting(MetricData::getName)
          .contains("gen_ai.client.token.usage");
    }
  }

  /** Of the observation registry and the tracer that Boot has made. */
  @Test
  void callWithinAnObservation_isKnownAsWithinIt() {
    System.setProperty("bedrock.tracing.parent-spans", "enrich");

    try (ConfigurableApplicationContext context = run(Application.class)) {
      Observation.createNotStarted("observed", context.getBean(ObservationRegistry.class))
          .lowCardinalityKeyValue("gen_ai.operation.name", "chat")
          .observe(() -> PlainCall.converse(context.getBean(BedrockRuntimeClient.class)));

      assertThat(onlySpan(context).getName()).isEqualTo("observed");
      assertThat(onlySpan(context).getAttributes().asMap())
          .containsEntry(AttributeKey.longKey("gen_ai.usage.input_tokens"), 5L);
    }
  }

  @Test
  void report_tellsOfProperties_andInWhichFileTheyStand() {
    System.setProperty("bedrock.tracing.parent-spans", "once");
    String place = "class path resource [spring/application.properties] - 1:";

    try (ConfigurableApplicationContext context = run(Application.class)) {
      assertThat(context.isRunning()).isTrue();
      assertThat(BedrockTracing.diagnose())
          .containsPattern(
              "content: SPAN, by bedrock\\.tracing\\.content\\.capture in " + Pattern.quote(place))
          .containsPattern(
              "\n  bedrock\\.tracing\\.content\\.capture: span, in " + Pattern.quote(place))
          .containsOnlyOnce("bedrock.tracing.parent-spans")
          .contains("property bedrock.tracing.parent-spans: once");
    }

    assertThat(BedrockTracing.diagnose()).doesNotContain("application.properties");
  }

  @Test
  void misspeltProperty_isToldInTheLogAndInTheReport_withoutItsValue() {
    String told =
        "bedrock.tracing.contents.capture in class path resource [spring/misspelt.properties] - 1:34";

    try (LogLines log = LogLines.of("io.github.bedrocktracing");
        ConfigurableApplicationContext context =
            run("classpath:/spring/misspelt.properties", Application.class)) {
      assertThat(context.isRunning()).isTrue();
      assertThat(log.text()).containsOnlyOnce("There is no such setting: " + told);
      assertThat(log.text()).doesNotContain("enableTrace", "enable-trace", "a secret");
      assertThat(BedrockTracing.diagnose())
          .contains("\n  " + told + ": there is no such setting\n")
          .doesNotContain("a secret");
    }

    assertThat(BedrockTracing.diagnose()).doesNotContain("contents");
  }

  @Test
  void report_tellsWhereABeanOfPricesIsTakenInPlaceOfTheProperty() {
    System.setProperty("bedrock.tracing.prices", "no-such-file.json");

    try (ConfigurableApplicationContext context = run(Application.class, Prices.class)) {
      assertThat(context.isRunning()).isTrue();
      assertThat(BedrockTracing.diagnose()).contains("prices: 1 by a bean of type PriceTable\n");
    }
  }

  private static SpanData onlySpan(ConfigurableApplicationContext context) {
    List<SpanData> spans = context.getBean(InMemorySpanExporter.class).getFinishedSpanItems();
    assertThat(spans).hasSize(1);
    return spans.get(0);
  }

  @Configuration(proxyBeanMethods = false)
  static class Prices {
    @Bean
    PriceTable prices() {
      return PriceTable.read(new StringReader("{\"" + PlainCall.MODEL + "\": {\"input\": 1}}"));
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Metrics {
    @Bean
    InMemoryMetricReader reader() {
      return InMemoryMetricReader.create();
    }

    @Bean
    SdkMeterProvider meterProvider(InMemoryMetricReader reader) {
      return SdkMeterProvider.builder().registerMetricReader(reader).build();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class CallsAtTheStart {
    @Bean
    CommandLineRunner caller(BedrockRuntimeClient client) {
      return arguments -> PlainCall.converse(client);
    }
  }
}
