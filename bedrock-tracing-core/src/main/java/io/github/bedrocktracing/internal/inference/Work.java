/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import org.jspecify.annotations.Nullable;

/** Work of the program itself, around and between its calls, that the AWS SDK does not see. */
public sealed interface Work {
  /** The name of the agent or the tool, low in cardinality; empty where the program gave none. */
  String name();

  /** What the agent or the tool is for. */
  @Nullable String description();

  /** An agent at work: calls of models and tools up to an answer. */
  record Agent(String name, @Nullable String description) implements Work {}

  /**
   * One run of a tool.
   *
   * @param callId the id that the model gave its wish to have the tool run
   */
  record Tool(String name, @Nullable String description, @Nullable String callId) implements Work {}
}
