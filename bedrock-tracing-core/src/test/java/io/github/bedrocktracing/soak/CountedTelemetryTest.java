/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.server.RefusingPort;
import io.opentelemetry.api.trace.Tracer;
import org.junit.jupiter.api.Test;

/** The soak knows what became of each span, those among them that found the queue full. */
class CountedTelemetryTest {
  private static final int MORE_THAN_THE_QUEUE_HOLDS = 10_000;

  @Test
  void spansThatTheQueueDidNotTake_areCounted() {
    try (RefusingPort nobody = new RefusingPort()) {
      CountedTelemetry telemetry = new CountedTelemetry(nobody.endpoint() + "/v1/traces");
      Tracer tracer = telemetry.sdk().getTracer("soak");
      for (int i = 0; i < MORE_THAN_THE_QUEUE_HOLDS; i++) {
        tracer.spanBuilder("call").startSpan().end();
      }

      telemetry.close();

      assertThat(telemetry.droppedByQueue()).isPositive();
      assertThat(telemetry.delivered() + telemetry.refused() + telemetry.droppedByQueue())
          .isEqualTo(telemetry.ended())
          .isEqualTo(MORE_THAN_THE_QUEUE_HOLDS);
    }
  }
}
