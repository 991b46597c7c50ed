/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import java.util.UUID;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.metrics.MetricCategory;
import software.amazon.awssdk.metrics.MetricLevel;
import software.amazon.awssdk.metrics.SdkMetric;

/** The attributes under which the library keeps things on an execution of the SDK. */
public final class ExecutionAttributeKeys {
  // The SDK refuses a second attribute of the same name, also from another class loader that has
  // loaded this library again, as after a redeployment; hence names that are new each time.
  private static final String SUFFIX = "#" + UUID.randomUUID();

  /** Set by the caller on one request: whether it may be traced. */
  public static final ExecutionAttribute<Boolean> REQUEST_TRACED =
      new ExecutionAttribute<>("BedrockTracing.RequestTraced" + SUFFIX);

  /** The execution that is being traced. */
  static final ExecutionAttribute<ExecutionHandle> EXECUTION =
      new ExecutionAttribute<>("BedrockTracing.Execution" + SUFFIX);

  /** Set on a client by the plugin: what the SDK reports the ends of calls to. */
  static final ExecutionAttribute<EndReports> END_REPORTS =
      new ExecutionAttribute<>("BedrockTracing.EndReports" + SUFFIX);

  /**
   * Whose metrics the metrics of a call are: an {@link EndReports.Expected}. The SDK keeps the
   * class of every metric for ever, and with a class of the library all of it, hence a type of the
   * JDK.
   */
  static final SdkMetric<Object> EXPECTED_END =
      SdkMetric.create(
          "BedrockTracing.Execution" + SUFFIX,
          Object.class,
          MetricLevel.TRACE,
          MetricCategory.CUSTOM);

  private ExecutionAttributeKeys() {}
}
