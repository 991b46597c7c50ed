/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Application contexts that have the library's auto-configuration. */
final class Contexts {
  private Contexts() {}

  /** Returns a context in which the program has nothing. */
  static ApplicationContextRunner empty() {
    return new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(BedrockTracingAutoConfiguration.class));
  }

  /** Returns a context with an OpenTelemetry. */
  static ApplicationContextRunner with(Telemetry telemetry) {
    return with(empty(), "openTelemetry", telemetry);
  }

  /** Returns a context with one more OpenTelemetry, which its context leaves open at its end. */
  static ApplicationContextRunner with(
      ApplicationContextRunner runner, String name, Telemetry telemetry) {
    return runner.withBean(
        name,
        OpenTelemetry.class,
        telemetry::openTelemetry,
        definition ->
            ((org.springframework.beans.factory.support.AbstractBeanDefinition) definition)
                .setDestroyMethodName(""));
  }
}
