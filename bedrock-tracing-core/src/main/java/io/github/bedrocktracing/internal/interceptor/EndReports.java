/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import static io.github.bedrocktracing.internal.interceptor.ExecutionAttributeKeys.EXPECTED_END;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.operation.Failures;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;

/**
 * Hears of the ends of calls by the metrics that the SDK publishes of each, also of some ends about
 * which it calls no interceptor: requests that could not be sent, and calls that took too long.
 *
 * <p>Metrics come after the interceptors have been called; a call that has not ended by then ended
 * in silence.
 */
final class EndReports implements MetricPublisher {
  private final @Nullable Duration clientTimeout;

  /**
   * Creates reports for one client.
   *
   * @param clientTimeout how long a call of the client may take; null for any time
   */
  EndReports(@Nullable Duration clientTimeout) {
    this.clientTimeout = clientTimeout;
  }

  /** Returns how long a call may take; null for any time. */
  @Nullable Duration timeoutOf(SdkRequest request) {
    return request
        .overrideConfiguration()
        .flatMap(RequestOverrideConfiguration::apiCallTimeout)
        .orElse(clientTimeout);
  }

  /** Makes the metrics of a call tell which execution they belong to. */
  void expect(BedrockExecution execution, ExecutionAttributes attributes) {
    attributes
        .getAttribute(SdkExecutionAttribute.API_CALL_METRIC_COLLECTOR)
        .reportMetric(EXPECTED_END, new Expected(execution));
  }

  @Override
  public void publish(MetricCollection metrics) {
    Guard.run(
        Problem.HOOK,
        () -> {
          for (Object value : metrics.metricValues(EXPECTED_END)) {
            if (value instanceof Expected expected) {
              expected
                  .execution
                  .inFlight()
                  .reportedOver(expected.isExceededIn(metrics) ? Failures.timedOut() : null);
            }
          }
        });
  }

  @Override
  public void close() {}

  /** An execution whose end the SDK will report. */
  record Expected(BedrockExecution execution) {
    boolean isExceededIn(MetricCollection metrics) {
      Duration timeout = execution.plan().timeout();
      List<Duration> durations = metrics.metricValues(CoreMetric.API_CALL_DURATION);
      return timeout != null && !durations.isEmpty() && durations.get(0).compareTo(timeout) >= 0;
    }

    /** What publishers that write everything write. */
    @Override
    public String toString() {
      return "traced";
    }
  }
}
