/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static io.github.bedrocktracing.agents.AgenticRetrievals.BEGUN;
import static io.github.bedrocktracing.agents.AgenticRetrievals.attributes;
import static io.github.bedrocktracing.agents.AgenticRetrievals.result;
import static io.github.bedrocktracing.agents.AgenticRetrievals.trace;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.sdk.NeedsSdk;
import io.github.bedrocktracing.testing.telemetry.SpanTree;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an agentic retrieval holds of steps that are open is bounded, and told where it is cut. */
@NeedsSdk(LaterMembers.AGENTIC_RETRIEVE)
final class AgenticRetrieveLimitsTest {
  @AutoClose private static final AgenticRetrievals retrievals = new AgenticRetrievals();

  @BeforeEach
  void forget() {
    retrievals.forget();
  }

  @Test
  void tooManyOpenSteps_areOneSpanEach() {
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      frames.add(trace("r" + i, BEGUN, "Retrieval", "IN_PROGRESS", ""));
    }
    for (int i = 0; i < 100; i++) {
      frames.add(trace("r" + i, BEGUN, "Retrieval", "SUCCEEDED", ""));
    }
    frames.add(result());

    List<SpanData> spans = retrievals.spans(frames);

    assertThat(spans).hasSize(101);
    assertThat(attributes(spans, "retrieval KB1"))
        .containsEntry("aws.bedrock.agent.steps.ended_early", 36L);
  }

  @Test
  void whatOpenStepsHaveFound_isHeldUpToALimit_andCountedBeyond() {
    String large =
        "\"retrievalResponse\":[{\"content\":{\"text\":\"" + "A".repeat(1 << 20) + "\"}}]";
    String plan = "\"actions\":[{\"retrieve\":{\"of\":\"" + "A".repeat(1 << 20) + "\"}}]";
    for (String step : List.of("Retrieval", "Planning")) {
      String more = step.equals("Planning") ? plan : large;
      List<byte[]> frames = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        frames.add(trace("r" + i, BEGUN, step, "IN_PROGRESS", more));
        // Told again, it is held once.
        frames.add(trace("r" + i, BEGUN + 1, step, "IN_PROGRESS", more));
      }
      // What is told with the end of a step is passed on with it.
      frames.add(trace("r11", BEGUN + 2, step, "SUCCEEDED", more));
      frames.add(result());

      List<SpanData> spans = retrievals.spans(tracing -> tracing.captureContent(true), frames);

      Predicate<SpanData> hasContent =
          span -> span.getAttributes().asMap().toString().contains("AAAAAAAA");
      assertThat(spans).as(step).hasSize(13);
      assertThat(SpanTree.line(spans.get(0))).as(step).doesNotContain("unfinished");
      assertThat(spans.get(0)).as(step).matches(hasContent);
      assertThat(spans.stream().filter(hasContent)).as(step).hasSize(8);
      assertThat(attributes(spans, "retrieval KB1"))
          .containsEntry("aws.bedrock.agent.contents.dropped", 10L);
    }
  }
}
