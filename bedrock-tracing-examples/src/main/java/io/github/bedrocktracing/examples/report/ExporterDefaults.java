/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The exporter settings that the examples prefer over OpenTelemetry's own defaults. */
final class ExporterDefaults {
  private static final String PROTOCOL = "otel.exporter.otlp.protocol";
  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
  private static final String SERVICE = "otel.service.name";

  private ExporterDefaults() {}

  /** Returns a value for each setting that the user has left out. */
  static Map<String, String> missing(ConfigProperties config) {
    Map<String, String> missing = new HashMap<>();
    for (String signal : List.of("traces", "metrics", "logs")) {
      if (!sendsTo(config, signal)) {
        setIfAbsent(missing, config, "otel." + signal + ".exporter", "none");
      }
    }
    setIfAbsent(missing, config, PROTOCOL, "http/protobuf");
    setIfAbsent(missing, config, SERVICE, "bedrock-tracing-examples");
    return missing;
  }

  private static boolean sendsTo(ConfigProperties config, String signal) {
    return config.getString(ENDPOINT) != null
        || config.getString("otel.exporter.otlp." + signal + ".endpoint") != null;
  }

  private static void setIfAbsent(
      Map<String, String> missing, ConfigProperties config, String name, String value) {
    if (config.getString(name) == null) {
      missing.put(name, value);
    }
  }
}
