/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.agent.HookedCall;
import io.github.bedrocktracing.testing.agent.RandomRun;
import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever agents do and in whatever order it is told, each step is there once, where it belongs.
 */
final class AgentRandomRunsTest {
  @Test
  void runsOfManyKinds_areTheTreesThatTheyWere_andNoTokenIsLostOrCountedTwice() {
    assertRuns(1, 400);
  }

  @Tag("fuzz")
  @Test
  void runsOfVeryManyKinds_areTheTreesThatTheyWere() {
    long seed = Long.getLong("fuzz.seed", System.nanoTime());
    assertRuns(seed, Long.getLong("fuzz.inputs", 1_000_000) / 100);
  }

  private static void assertRuns(long firstSeed, long count) {
    for (long seed = firstSeed; seed < firstSeed + count; seed++) {
      try (LogLines log = LogLines.of("io.github.bedrocktracing");
          Telemetry telemetry = Telemetry.create()) {
        RandomRun run = new RandomRun(seed);
        byte[] bytes = EventStreams.concat(run.frames());
        BedrockTracing tracing =
            BedrockTracing.builder()
                .openTelemetry(telemetry.openTelemetry())
                .captureContent(seed % 2 == 0)
                .build();

        new HookedCall(tracing.interceptor()).answer(bytes, bytes.length);

        List<SpanData> spans = telemetry.endedSpans();
        assertThat(tree(spans)).as("seed %d", seed).isEqualTo(run.tree());
        assertThat(spans.toString()).as("seed %d", seed).doesNotContain("unfinished");
        assertThat(inputTokens(telemetry)).as("seed %d", seed).isEqualTo(run.inputTokens());

        telemetry.reset();
        new HookedCall(tracing.interceptor()).answer(bytes, new Random(seed).nextInt(bytes.length));
        assertThat(telemetry.ended()).as("seed %d", seed).isEqualTo(telemetry.started());
        assertThat(telemetry.ended()).as("seed %d", seed).isLessThanOrEqualTo(spans.size());
        assertThat(log.text()).as("seed %d", seed).isEmpty();
      }
    }
  }

  private static long inputTokens(Telemetry telemetry) {
    return MetricPoint.of(telemetry.metric("gen_ai.client.token.usage").orElseThrow()).stream()
        .filter(point -> "input".equals(point.attributes().get("gen_ai.token.type")))
        .mapToLong(point -> (long) point.sum())
        .sum();
  }

  private static String tree(List<SpanData> spans) {
    Map<String, RandomRun.Node> nodes = new HashMap<>();
    for (SpanData span : spans) {
      Object tokens = MetricPoint.byName(span.getAttributes()).get("gen_ai.usage.input_tokens");
      nodes.put(
          span.getSpanId(),
          new RandomRun.Node(span.getName() + (tokens == null ? "" : " " + tokens)));
    }
    RandomRun.Node root = null;
    for (SpanData span : spans) {
      RandomRun.Node parent = nodes.get(span.getParentSpanId());
      if (parent == null) {
        root = nodes.get(span.getSpanId());
      } else {
        parent.add(nodes.get(span.getSpanId()));
      }
    }
    return root.text("");
  }
}
