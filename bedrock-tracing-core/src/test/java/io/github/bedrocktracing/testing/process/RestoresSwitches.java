/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.process;

import io.github.bedrocktracing.BedrockTracing;
import io.opentelemetry.api.GlobalOpenTelemetry;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives each test a process in which nothing is switched on and no global OpenTelemetry is
 * registered, and leaves it so.
 *
 * <p>The exporters of an SDK that the library makes itself are switched off, so that no test waits
 * for a collector.
 */
public final class RestoresSwitches implements BeforeEachCallback, AfterEachCallback {
  private static final List<String> PREFIXES = List.of("bedrock.tracing.", "otel.");

  @Override
  public void beforeEach(ExtensionContext context) {
    clear();
    System.setProperty("otel.traces.exporter", "none");
    System.setProperty("otel.metrics.exporter", "none");
    System.setProperty("otel.logs.exporter", "none");
  }

  @Override
  public void afterEach(ExtensionContext context) {
    clear();
  }

  private static void clear() {
    BedrockTracing.disable();
    GlobalOpenTelemetry.resetForTest();
    Properties properties = System.getProperties();
    for (String name : properties.stringPropertyNames()) {
      if (PREFIXES.stream().anyMatch(name::startsWith)) {
        properties.remove(name);
      }
    }
  }
}
