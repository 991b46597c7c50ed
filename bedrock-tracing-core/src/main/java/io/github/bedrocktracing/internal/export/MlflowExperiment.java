/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import io.github.bedrocktracing.MlflowDestination;
import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The experiment that traces go to, looked up at the server when the SDK is made and, as long as
 * the server does not give it, again at an export, but not more often than every half minute. Never
 * called on a thread of the program.
 */
final class MlflowExperiment {
  private static final String EXPERIMENT_HEADER = "x-mlflow-experiment-id";
  private static final long RECHECK_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final MlflowDestination destination;
  private final MlflowRest rest;
  private volatile @Nullable String id;
  private boolean tried;
  private long triedNanos;

  MlflowExperiment(MlflowDestination destination) {
    this.destination = destination;
    this.rest = new MlflowRest(destination);
  }

  /** Looks the experiment up soon, so that a wrong setting is told of before the first export. */
  void checkEarly() {
    Thread thread =
        new Thread(() -> Guard.run(Problem.MLFLOW_SERVER, this::isKnown), "bedrock-tracing-mlflow");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns whether the server has the experiment, as far as is known. */
  synchronized boolean isKnown() {
    long now = System.nanoTime();
    if (id == null && (!tried || now - triedNanos > RECHECK_NANOS)) {
      tried = true;
      triedNanos = now;
      try {
        id = rest.experimentId();
      } catch (MlflowRest.Refusal refusal) {
        Problems.report(refusal.problem(), refusal.detail());
      }
    }
    return id != null;
  }

  /** Returns the headers that traces need; called for each export. */
  Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    String known = id;
    if (known != null) {
      headers.put(EXPERIMENT_HEADER, known);
    }
    String authorization = MlflowRest.authorization(destination);
    if (authorization != null) {
      headers.put("Authorization", authorization);
    }
    return headers;
  }
}
