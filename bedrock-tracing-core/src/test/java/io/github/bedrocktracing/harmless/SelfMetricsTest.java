/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ContentRedactor;
import io.github.bedrocktracing.testing.client.BedrockCalls;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the library has to swallow is counted, and nothing else is. */
@ResourceLock(ProcessState.LOCK)
final class SelfMetricsTest {
  private static final String PROBLEMS = "bedrock.tracing.problems";

  @Test
  void whatIsSwallowed_isCountedByKindAndOnce() {
    try (FakeBedrock bedrock = FakeBedrock.start();
        Telemetry settled = Telemetry.create();
        Telemetry telemetry = Telemetry.create()) {
      bedrock.answerJson("converse", Exchanges.CONVERSE_ANSWER);
      // Takes with it what other tests have left to count.
      call(bedrock, tracing(settled));
      ContentRedactor broken =
          piece -> {
            throw new IllegalStateException("a secret of the user's");
          };
      BedrockTracing redacting =
          BedrockTracing.builder()
              .openTelemetry(telemetry.openTelemetry())
              .captureContent(true)
              .contentRedactor(broken)
              .build();

      call(bedrock, redacting);
      long once = redactorProblems(telemetry);
      call(bedrock, tracing(telemetry));

      assertThat(once).isPositive();
      assertThat(redactorProblems(telemetry)).isEqualTo(once);
      assertThat(telemetry.collectMetrics().toString()).doesNotContain("a secret");
    }
  }

  @Test
  void aCallWithoutProblems_countsNone() {
    try (FakeBedrock bedrock = FakeBedrock.start();
        Telemetry settled = Telemetry.create();
        Telemetry telemetry = Telemetry.create()) {
      bedrock.answerJson("converse", Exchanges.CONVERSE_ANSWER);
      call(bedrock, tracing(settled));

      call(bedrock, tracing(telemetry));

      assertThat(telemetry.onlySpan()).isNotNull();
      assertThat(telemetry.metric(PROBLEMS)).isEmpty();
    }
  }

  private static BedrockTracing tracing(Telemetry telemetry) {
    return BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();
  }

  private static void call(FakeBedrock bedrock, BedrockTracing tracing) {
    try (BedrockCalls calls =
        ClientKind.SYNC.connect(bedrock, Clients.with(tracing.interceptor()))) {
      calls.converse(Exchanges.converse());
    }
  }

  private static long redactorProblems(Telemetry telemetry) {
    return telemetry.metric(PROBLEMS).orElseThrow().getLongSumData().getPoints().stream()
        .filter(
            point ->
                MetricPoint.byName(point.getAttributes())
                    .equals(Map.of("bedrock.tracing.problem.kind", "redactor")))
        .mapToLong(LongPointData::getValue)
        .sum();
  }
}
