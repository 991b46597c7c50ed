/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where each signal of an SDK goes, in words without a secret. */
final class ExportTargets {
  /** An address in which it is plain what the user is: its scheme, and its host and path. */
  private static final Pattern ADDRESS =
      Pattern.compile("(\\w+://)(?:[^/?#@]*@)?([^?#@]*)(?:[?#][^@]*)?");

  private static final List<String> SIGNALS = List.of("traces", "metrics", "logs");

  private final Map<String, String> bySignal = new TreeMap<>();
  private boolean disabled;

  /** Takes the targets from the settings that an SDK is made from. */
  synchronized void read(ConfigProperties config) {
    disabled = config.getBoolean("otel.sdk.disabled", false);
    for (String signal : SIGNALS) {
      String exporter = config.getString("otel." + signal + ".exporter", "otlp");
      bySignal.put(
          signal, exporter.equals("otlp") ? "OTLP at " + endpoint(signal, config) : exporter);
    }
  }

  /** Returns whether the settings have the SDK send nothing. */
  synchronized boolean areDisabled() {
    return disabled;
  }

  /** Returns each signal with its target. */
  @Override
  public synchronized String toString() {
    return bySignal.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String endpoint(String signal, ConfigProperties config) {
    String own = config.getString("otel.exporter.otlp." + signal + ".endpoint");
    String named = own == null ? config.getString("otel.exporter.otlp.endpoint") : own;
    return named == null ? "localhost by default" : withoutSecrets(named);
  }

  /** The user before a host and the query behind a path may hold keys. */
  private static String withoutSecrets(String address) {
    Matcher parts = ADDRESS.matcher(address);
    return parts.matches() ? parts.group(1) + parts.group(2) : "an address that is not shown here";
  }
}
