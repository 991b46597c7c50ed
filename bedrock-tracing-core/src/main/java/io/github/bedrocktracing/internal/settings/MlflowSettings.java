/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.settings;

import io.github.bedrocktracing.MlflowDestination;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the program said about MLflow; null where it said nothing and the flags decide.
 *
 * @param destination the server that the library's own SDK sends traces to
 * @param attributes whether spans carry MLflow's attributes
 */
public record MlflowSettings(
    @Nullable MlflowDestination destination, @Nullable Boolean attributes) {
  /** Nothing said. */
  public static final MlflowSettings UNSET = new MlflowSettings(null, null);

  private static final String EXPERIMENT_HEADER = "x-mlflow-experiment-id";

  /**
   * Returns whether spans carry MLflow's attributes now.
   *
   * @param forMlflow whether it is known that the spans go to MLflow
   */
  public boolean attributesNow(boolean forMlflow) {
    if (attributes != null) {
      return attributes;
    }
    Boolean flavor = Flags.mlflowFlavor();
    return flavor != null
        ? flavor
        : forMlflow || destination != null || namesExperiment(Flags.otlpTraceHeaders());
  }

  /**
   * Returns where the library's own SDK sends traces now if it is MLflow; null for elsewhere. The
   * program's word comes first, then OpenTelemetry's settings, then MLflow's.
   */
  public @Nullable MlflowDestination destinationNow() {
    if (destination != null) {
      return destination;
    }
    String uri = Flags.mlflow("tracking.uri");
    if (uri == null || Flags.otlpTracesElsewhere()) {
      return null;
    }
    MlflowDestination server;
    try {
      server = MlflowDestination.of(uri);
    } catch (IllegalArgumentException unusable) {
      Problems.report(Problem.MLFLOW_URI, scheme(uri));
      return null;
    }
    return withCredentials(withExperiment(server));
  }

  /** Returns whether headers of OTLP name an experiment of MLflow. */
  public static boolean namesExperiment(@Nullable String headers) {
    return headers != null && headers.toLowerCase(Locale.ROOT).contains(EXPERIMENT_HEADER + "=");
  }

  private static MlflowDestination withExperiment(MlflowDestination server) {
    String id = Flags.mlflow("experiment.id");
    String name = Flags.mlflow("experiment.name");
    if (id != null) {
      return server.experimentId(id);
    }
    return name == null ? server : server.experimentName(name);
  }

  private static MlflowDestination withCredentials(MlflowDestination server) {
    String username = Flags.mlflow("tracking.username");
    String password = Flags.mlflow("tracking.password");
    if (username != null && password != null) {
      return server.credentials(username, password);
    }
    String token = Flags.mlflow("tracking.token");
    return token == null ? server : server.token(token);
  }

  /** Returns what an address begins with; the rest may hold a password. */
  private static String scheme(String uri) {
    int colon = uri.indexOf(':');
    return colon > 0 ? "it begins with " + uri.substring(0, colon) + ":" : "it names no scheme";
  }
}
