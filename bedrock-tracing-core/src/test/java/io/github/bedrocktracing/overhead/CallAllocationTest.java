/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.overhead;

import static io.github.bedrocktracing.overhead.AllocationMeter.KB;
import static io.github.bedrocktracing.overhead.AllocationMeter.added;
import static io.github.bedrocktracing.overhead.AllocationMeter.assertAtMost;
import static io.github.bedrocktracing.overhead.AllocationMeter.openTelemetry;
import static io.github.bedrocktracing.overhead.MeasuredCalls.CLAUDE_ANSWER;
import static io.github.bedrocktracing.overhead.MeasuredCalls.CONVERSE;
import static io.github.bedrocktracing.overhead.MeasuredCalls.CONVERSE_ANSWER;
import static io.github.bedrocktracing.overhead.MeasuredCalls.EMBEDDING;
import static io.github.bedrocktracing.overhead.MeasuredCalls.EMBEDDING_ANSWER;
import static io.github.bedrocktracing.overhead.MeasuredCalls.claude;
import static io.github.bedrocktracing.overhead.MeasuredCalls.converse;
import static io.github.bedrocktracing.overhead.MeasuredCalls.invokeModel;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.process.ProcessState;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;

/**
 * What tracing adds to the allocation of a call without content, by the JVM's own count.
 *
 * <p>Each bound is the target that the page on performance names. A body that is read twice, or an
 * attribute collection made in vain, goes beyond it.
 */
@ResourceLock(ProcessState.LOCK)
@Tag("one-sdk")
@Tag("compiled")
class CallAllocationTest {
  @Test
  void converse() {
    assertThat(
            assertAtMost(
                6 * KB,
                () ->
                    added(
                        Sampler.alwaysOn(), CONVERSE_ANSWER, client -> client.converse(CONVERSE))))
        .isPositive();
  }

  @Test
  void invokeModel() {
    InvokeModelRequest request = claude(200);

    assertThat(
            assertAtMost(
                7 * KB,
                () ->
                    added(
                        Sampler.alwaysOn(), CLAUDE_ANSWER, client -> client.invokeModel(request))))
        .isPositive();
  }

  @Test
  void longPrompts_costNoMoreThanShortOnes() {
    ConverseRequest converse = MeasuredCalls.converse(1000 * KB);
    InvokeModelRequest invokeModel = claude(1000 * KB);

    assertAtMost(
        32 * KB,
        () ->
            added(
                Sampler.alwaysOn(), CONVERSE_ANSWER, client -> client.converse(converse), 60, 20));
    assertAtMost(
        32 * KB,
        () ->
            added(
                Sampler.alwaysOn(),
                CLAUDE_ANSWER,
                client -> client.invokeModel(invokeModel),
                60,
                20));
  }

  @Test
  void embedding_isCountedAndNotRead() {
    assertThat(
            assertAtMost(
                12 * KB,
                () ->
                    added(
                        Sampler.alwaysOn(),
                        EMBEDDING_ANSWER,
                        client -> client.invokeModel(EMBEDDING))))
        .isPositive();
  }

  @Test
  void unsampled() {
    assertAtMost(
        3_300,
        () -> added(Sampler.alwaysOff(), CONVERSE_ANSWER, client -> client.converse(CONVERSE)));
  }

  /** Of which 672 bytes are the OpenTelemetry SDK's own, for a span that is not sampled. */
  @Test
  void unsampled_andNoReaderOfMetrics() {
    InvokeModelRequest request = claude(200);
    try (OpenTelemetrySdk nobody = openTelemetry(Sampler.alwaysOff(), false)) {
      assertAtMost(
          1_024, () -> added(nobody, CONVERSE_ANSWER, client -> client.converse(CONVERSE)));
      assertAtMost(
          1_024, () -> added(nobody, CLAUDE_ANSWER, client -> client.invokeModel(request)));
    }
  }

  /** Code that is not fully compiled makes an object for each hook. */
  @Test
  void disabled_costsWhatAnEmptyInterceptorCosts() {
    System.setProperty("bedrock.tracing.enabled", "false");
    try {
      assertAtMost(
          256,
          () -> added(Sampler.alwaysOn(), CONVERSE_ANSWER, client -> client.converse(CONVERSE)));
    } finally {
      System.clearProperty("bedrock.tracing.enabled");
    }
  }
}
