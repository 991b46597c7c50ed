/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bedrocktracing.internal.autolog.AutologInterceptor;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of the SDKs the library sees on its class path. */
final class Classpath {
  private static final String SERVICES = "software.amazon.awssdk.services.";

  /** The services whose calls are traced, by package and a class that each has. */
  private static final List<List<String>> CLIENTS =
      List.of(
          List.of("bedrockruntime", "BedrockRuntimeClient"),
          List.of("bedrockagentruntime", "BedrockAgentRuntimeClient"),
          List.of("bedrockagentcore", "BedrockAgentCoreClient"));

  private Classpath() {}

  /** Returns a line for the version of each library that matters, and for each service. */
  static List<String> versions() {
    List<String> lines = new ArrayList<>();
    lines.add("AWS SDK " + awsSdkVersion());
    lines.add("OpenTelemetry API " + version("io.opentelemetry.api.OpenTelemetry"));
    lines.add("OpenTelemetry SDK " + version("io.opentelemetry.sdk.OpenTelemetrySdk"));
    for (List<String> client : CLIENTS) {
      boolean present = find(SERVICES + client.get(0) + '.' + client.get(1)) != null;
      lines.add("service " + client.get(0) + (present ? ": present" : ": absent"));
    }
    return lines;
  }

  /** Returns a line for each service that tells whether its clients get the interceptor. */
  static List<String> serviceFiles() {
    return CLIENTS.stream()
        .map(client -> client.get(0))
        .map(service -> "service file of " + service + ": " + serviceFile(service))
        .toList();
  }

  private static String serviceFile(String service) {
    String path = (SERVICES + service).replace('.', '/') + "/execution.interceptors";
    boolean there = false;
    try {
      for (URL url : Collections.list(loader().getResources(path))) {
        there = true;
        try (InputStream file = url.openStream()) {
          if (new String(file.readAllBytes(), UTF_8).contains(AutologInterceptor.class.getName())) {
            return "names autolog's interceptor";
          }
        }
      }
    } catch (IOException unreadable) {
      return "cannot be read";
    }
    return there
        ? "does not name autolog's interceptor; a build that merges jars has to join these files"
        : "not found; a build that merges jars has to keep these files";
  }

  /** Read at run time: written into our classes it would be the version compiled against. */
  private static String awsSdkVersion() {
    Class<?> info = find("software.amazon.awssdk.core.util.VersionInfo");
    try {
      return info == null
          ? "of unknown version"
          : String.valueOf(info.getField("SDK_VERSION").get(null));
    } catch (ReflectiveOperationException moved) {
      return "of unknown version";
    }
  }

  private static String version(String className) {
    Class<?> found = find(className);
    if (found == null) {
      return "absent";
    }
    Package of = found.getPackage();
    String version = of == null ? null : of.getImplementationVersion();
    return version == null ? "of unknown version" : version;
  }

  private static @Nullable Class<?> find(String className) {
    try {
      return Class.forName(className, false, loader());
    } catch (ClassNotFoundException | LinkageError absent) {
      return null;
    }
  }

  private static ClassLoader loader() {
    ClassLoader own = Classpath.class.getClassLoader();
    return own == null ? ClassLoader.getSystemClassLoader() : own;
  }
}
