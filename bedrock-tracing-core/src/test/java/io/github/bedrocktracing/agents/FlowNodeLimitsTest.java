/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static io.github.bedrocktracing.testing.agent.FlowTrace.completion;
import static io.github.bedrocktracing.testing.agent.FlowTrace.input;
import static io.github.bedrocktracing.testing.agent.FlowTrace.output;
import static io.github.bedrocktracing.testing.agent.FlowTrace.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A flow of many nodes has no more spans than are kept, and says what it lacks. */
class FlowNodeLimitsTest extends FlowNodes {
  @Test
  void tooManyNodesAtOnce_areOneSpanEach() {
    String at = "2026-01-01T00:00:00Z";
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      frames.add(input(at, "N" + i % 150, "1"));
    }
    for (int i = 0; i < 200; i++) {
      frames.add(output(at, "N" + i % 150, "1"));
    }
    frames.add(completion("SUCCESS"));

    List<SpanData> spans = spans(frames);

    assertThat(spans).hasSize(201);
    assertThat(MetricPoint.byName(spans.get(200).getAttributes()))
        .containsEntry("aws.bedrock.agent.steps.ended_early", 72L);
  }

  @Test
  void nodesThatAreEndedEarly_areCounted() {
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      frames.add(input(time(1), "Node" + i, "1"));
    }
    frames.add(completion("SUCCESS"));

    assertThat(attributes(spans(frames), "F1"))
        .containsEntry("aws.bedrock.agent.steps.ended_early", 72L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1100})
  void flowOfManyNodes_hasAThousandSpans_andSaysWhatItLacks(int nodes) {
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      frames.add(input(time(1), "Node" + i, "1"));
      frames.add(output(time(2), "Node" + i, "1"));
    }
    frames.add(completion("SUCCESS"));

    List<SpanData> spans = spans(frames);

    assertThat(spans).hasSize(1001);
    assertThat(attributes(spans, "F1").get("aws.bedrock.agent.steps.dropped"))
        .isEqualTo(nodes > 1000 ? (Long) (nodes - 1000L) : null);
  }
}
