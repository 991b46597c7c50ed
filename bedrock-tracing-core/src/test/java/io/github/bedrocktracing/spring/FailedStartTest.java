/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.process.LogLines;
import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What keeps an application from starting is told in a report, not by a stack trace. */
class FailedStartTest extends Applications {
  @Test
  void severalOpenTelemetries_endTheStartWithAReport_notAStackTrace() {
    try (LogLines log =
        LogLines.of("org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter")) {
      assertThatException().isThrownBy(() -> run(Application.class, TwoMore.class).close());

      assertThat(log.text())
          .contains("APPLICATION FAILED TO START")
          .contains("needs one bean of type io.opentelemetry.api.OpenTelemetry")
          .contains("oneMore, yetOneMore")
          .contains("Mark one of the OpenTelemetry beans @Primary");
    }
    assertThat(BedrockTracing.isEnabled()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "no-such-file.json, there is no such file",
    "classpath:no-such-file.json, class path resource [no-such-file.json] cannot be opened",
    "classpath:spring/application.properties, prices: line 1"
  })
  void pricesThatCannotBeUsed_endTheStartWithAReport(String place, String reason) {
    System.setProperty("bedrock.tracing.prices", place);

    try (LogLines log =
        LogLines.of("org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter")) {
      assertThatException().isThrownBy(() -> run(Application.class).close());

      assertThat(log.text())
          .contains("APPLICATION FAILED TO START")
          .contains("that bedrock.tracing.prices names, '" + place + "': " + reason)
          .contains("or remove the property, and no cost is recorded");
    }
    assertThat(BedrockTracing.isEnabled()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "content.capture, SPAN_ONLY, 'none, span, event, span-and-event'",
    "parent-spans, all, 'child, once, enrich'",
    "propagation, b3, 'w3c, xray, none'",
    "sdk-spans, keep, 'share, ignore'",
    "flavor, plain, 'mlflow, none'"
  })
  void wordThatAPropertyDoesNotTake_endsTheStartWithThoseThatItTakes_asTheyAreWritten(
      String property, String value, String words) {
    System.setProperty("bedrock.tracing." + property, value);

    try (LogLines log =
        LogLines.of("org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter")) {
      assertThatException().isThrownBy(() -> run(Application.class).close());

      assertThat(log.text())
          .contains("APPLICATION FAILED TO START")
          .contains("bedrock.tracing." + property + " has a value that it cannot have, '" + value)
          .contains("Write one of " + words + ", or remove the property.");
    }
    assertThat(BedrockTracing.isEnabled()).isFalse();
  }

  @Configuration(proxyBeanMethods = false)
  static class TwoMore {
    @Bean
    OpenTelemetry oneMore() {
      return OpenTelemetry.noop();
    }

    @Bean
    OpenTelemetry yetOneMore() {
      return OpenTelemetry.noop();
    }
  }
}
