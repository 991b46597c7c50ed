/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import io.github.bedrocktracing.MlflowDestination;
import io.github.bedrocktracing.internal.settings.MlflowSettings;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps metrics and logs from an MLflow server that {@code OTEL_EXPORTER_OTLP_ENDPOINT} names for
 * all signals, as it takes traces alone.
 *
 * <p>What hints at MLflow proves little, since a collector may pass an experiment's header on; so
 * the endpoint itself is asked.
 */
final class MlflowOtherSignals {
  private static final String OTLP = "otel.exporter.otlp.";
  private static final String ENDPOINT = OTLP + "endpoint";

  private final @Nullable MlflowDestination destination;

  /** Creates the rule; the destination is the server that traces go to, null where unknown. */
  MlflowOtherSignals(@Nullable MlflowDestination destination) {
    this.destination = destination;
  }

  /**
   * Returns the probe of the endpoint that a signal is sent to; empty where nothing hints at
   * MLflow, or where an endpoint is named for the signal itself.
   */
  Optional<SignalProbe> probe(String signal, ConfigProperties config) {
    String endpoint = config.getString(ENDPOINT);
    if (endpoint == null
        || config.getString(OTLP + signal + ".endpoint") != null
        || !config.getString("otel." + signal + ".exporter", "otlp").equals("otlp")
        || protocol(signal, config).equals("grpc")) {
      return Optional.empty();
    }
    if (destination == null && !namesExperiment(config)) {
      return Optional.empty();
    }
    String base = endpoint.replaceAll("/+$", "");
    return Optional.of(
        new SignalProbe(signal, base + "/v1/" + signal, headers(signal, base, config)));
  }

  private static boolean namesExperiment(ConfigProperties config) {
    return MlflowSettings.namesExperiment(
        config.getString(OTLP + "traces.headers", config.getString(OTLP + "headers", "")));
  }

  private Map<String, String> headers(String signal, String base, ConfigProperties config) {
    Map<String, String> headers = new HashMap<>(config.getMap(OTLP + "headers"));
    headers.putAll(config.getMap(OTLP + signal + ".headers"));
    if (destination != null && destination.trackingUri().toString().equals(base)) {
      String authorization = MlflowRest.authorization(destination);
      if (authorization != null) {
        headers.put("Authorization", authorization);
      }
    }
    return headers;
  }

  private static String protocol(String signal, ConfigProperties config) {
    return config.getString(
        OTLP + signal + ".protocol", config.getString(OTLP + "protocol", "http/protobuf"));
  }
}
