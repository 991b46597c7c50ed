/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The probes of the endpoints that signals go to, one for each address. */
final class CollectorProbes {
  static final String PROTOCOL = "otel.exporter.otlp.protocol";
  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
  private static final int HTTP_PORT = 4318;
  private static final int GRPC_PORT = 4317;

  private final Map<String, CollectorProbe> probes = new LinkedHashMap<>();

  /**
   * Returns the probe that the exporter of a signal stands behind; empty for an endpoint that the
   * user named, whose exporter is left to its own retries, and for exporters that are not OTLP.
   */
  Optional<CollectorProbe> gateFor(String signal, ConfigProperties config) {
    if (!config.getString("otel." + signal + ".exporter", "otlp").equals("otlp")) {
      return Optional.empty();
    }
    String named = config.getString(signalProperty(signal, "endpoint"));
    if (named == null) {
      named = config.getString(ENDPOINT);
    }
    if (named != null) {
      addNamed(named);
      return Optional.empty();
    }
    String protocol =
        config.getString(signalProperty(signal, "protocol"), config.getString(PROTOCOL, ""));
    return Optional.of(probe("localhost", protocol.equals("grpc") ? GRPC_PORT : HTTP_PORT));
  }

  /** Warns soon of endpoints at which nothing listens. */
  void tellEarly() {
    probes.values().forEach(CollectorProbe::tellEarly);
  }

  private void addNamed(String endpoint) {
    URI address = addressOf(endpoint);
    if (address != null && address.getHost() != null && !mayHideUser(endpoint, address)) {
      int byScheme = "https".equals(address.getScheme()) ? 443 : 80;
      probe(address.getHost(), address.getPort() < 0 ? byScheme : address.getPort());
    }
  }

  /**
   * Returns whether an @ comes behind what is read as the host: that may be a user's name then, and
   * the port the first digits of a password, which are told nobody.
   */
  private static boolean mayHideUser(String endpoint, URI address) {
    String authority = address.getRawAuthority();
    return endpoint.lastIndexOf('@') >= endpoint.indexOf(authority) + authority.length();
  }

  private CollectorProbe probe(String host, int port) {
    return probes.computeIfAbsent(host + ":" + port, address -> new CollectorProbe(host, port));
  }

  private static String signalProperty(String signal, String name) {
    return "otel.exporter.otlp." + signal + "." + name;
  }

  private static @Nullable URI addressOf(String endpoint) {
    try {
      return URI.create(endpoint);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }
}
