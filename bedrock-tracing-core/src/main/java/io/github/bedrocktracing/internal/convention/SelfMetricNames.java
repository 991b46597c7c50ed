/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import io.opentelemetry.api.common.AttributeKey;

/** Names of what the library tells of itself. */
public final class SelfMetricNames {
  /** How often the library could not do what it should, by kind, since the program began. */
  public static final String PROBLEMS = "bedrock.tracing.problems";

  public static final String PROBLEM = "{problem}";

  /** What kind of problem, such as {@code frame} or {@code redactor}. */
  public static final AttributeKey<String> PROBLEM_KIND =
      AttributeKey.stringKey("bedrock.tracing.problem.kind");

  private SelfMetricNames() {}
}
