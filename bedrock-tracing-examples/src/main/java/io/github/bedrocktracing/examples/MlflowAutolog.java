/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.MlflowDestination;

/** Traces sent to an MLflow server that the program names itself. */
public final class MlflowAutolog {
  private MlflowAutolog() {}

  /** Switches tracing on for every client, prompts and answers included. */
  public static void start() {
    // readme:start mlflow-autolog
    BedrockTracing.autolog(
        BedrockTracing.builder()
            .mlflow(MlflowDestination.of("http://localhost:5000").experimentName("my-agent"))
            .captureContent(true)
            .build());
    // readme:end mlflow-autolog
  }
}
