/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.frameworks;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ContentRedactor;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.exporter.logging.LoggingSpanExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What an application may say about tracing in beans. */
final class OwnTracing {
  private OwnTracing() {}

  @Configuration(proxyBeanMethods = false)
  static class Redactor {
    // readme:start spring-redactor
    @Bean
    ContentRedactor employeeNumbers() {
      return text -> text.replaceAll("EMP-[0-9]+", "[employee]");
    }
    // readme:end spring-redactor
  }

  @Configuration(proxyBeanMethods = false)
  static class Metrics {
    // readme:start spring-metrics
    @Bean
    SdkMeterProvider meterProvider(MetricReader reader) {
      return SdkMeterProvider.builder().registerMetricReader(reader).build();
    }
    // readme:end spring-metrics
  }

  @Configuration(proxyBeanMethods = false)
  static class Console {
    // readme:start spring-console
    @Bean
    SpanExporter spansInTheLog() {
      return LoggingSpanExporter.create();
    }
    // readme:end spring-console
  }

  @Configuration(proxyBeanMethods = false)
  static class Tracing {
    // readme:start spring-own-tracing
    @Bean
    BedrockTracing bedrockTracing(OpenTelemetry openTelemetry) {
      return BedrockTracing.builder().openTelemetry(openTelemetry).agentSteps(false).build();
    }
    // readme:end spring-own-tracing
  }
}
