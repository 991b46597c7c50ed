/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static io.github.bedrocktracing.agents.AgenticRetrievals.BEGUN;
import static io.github.bedrocktracing.agents.AgenticRetrievals.actions;
import static io.github.bedrocktracing.agents.AgenticRetrievals.lines;
import static io.github.bedrocktracing.agents.AgenticRetrievals.planned;
import static io.github.bedrocktracing.agents.AgenticRetrievals.result;
import static io.github.bedrocktracing.agents.AgenticRetrievals.trace;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.sdk.NeedsSdk;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trace events of an agentic retrieval that come twice, mixed or odd make no wrong steps. */
@NeedsSdk(LaterMembers.AGENTIC_RETRIEVE)
final class AgenticRetrieveOddTracesTest {
  @AutoClose private static final AgenticRetrievals retrievals = new AgenticRetrievals();

  @BeforeEach
  void forget() {
    retrievals.forget();
  }

  @Test
  void eventsThatComeTwice_makeNoSecondStep() {
    List<byte[]> twice = new ArrayList<>();
    for (byte[] frame : planned(BEGUN, 0)) {
      twice.addAll(List.of(frame, frame));
    }
    twice.add(result());

    assertThat(lines(retrievals.spans(twice))).containsExactly("chat planning");
  }

  @Test
  void endsWithIdsOfTheirOwn_findTheStepThatAsksTheSame() {
    String one = actions("one", "KB1");
    String two = actions("two", "KB1");
    List<SpanData> spans =
        retrievals.spans(
            List.of(
                trace("a", BEGUN, "Retrieval", "IN_PROGRESS", one),
                trace("b", BEGUN, "Retrieval", "IN_PROGRESS", two),
                trace("c", BEGUN + 5, "Retrieval", "FAILED", two),
                trace("d", BEGUN + 9, "Retrieval", "SUCCEEDED", one),
                result()));

    assertThat(lines(spans))
        .containsExactly("retrieval KB1 retrieval step_failed ERROR", "retrieval KB1 retrieval");
    assertThat(spans.get(0).getAttributes().asMap().toString()).contains("trace_id=b");
  }

  @Test
  void idsThatAreAllTheSame_mixNoSteps() {
    String one = actions("one", "KB1");
    String two = actions("two", "KB2");
    List<SpanData> spans =
        retrievals.spans(
            List.of(
                trace("a", BEGUN, "Planning", "IN_PROGRESS", ""),
                trace("a", BEGUN, "Planning", "SUCCEEDED", ""),
                trace("a", BEGUN + 1, "Retrieval", "IN_PROGRESS", one),
                trace("a", BEGUN + 2, "Retrieval", "IN_PROGRESS", two),
                trace("a", BEGUN + 3, "Retrieval", "SUCCEEDED", two),
                trace("a", BEGUN + 4, "Retrieval", "FAILED", one),
                trace("a", BEGUN + 5, "Planning", "IN_PROGRESS", ""),
                trace("a", BEGUN + 6, "Planning", "SUCCEEDED", ""),
                result()));

    assertThat(lines(spans))
        .containsExactly(
            "chat planning",
            "retrieval KB2 retrieval",
            "retrieval KB1 retrieval step_failed ERROR",
            "chat planning");
  }

  @Test
  void oddEvents_areNoSteps_andHideNone() {
    try (LogLines log = LogLines.of("io.github.bedrocktracing")) {
      List<byte[]> frames = new ArrayList<>();
      for (String odd :
          List.of(
              "{}",
              "{\"attributes\":{\"step\":\"Planning\"}}",
              "{\"attributes\":{\"status\":\"FAILED\"}}",
              "{\"id\":\"i\",\"attributes\":{\"step\":\"\",\"status\":\"FAILED\"}}")) {
        frames.add(EventStreams.event("traceEvent", odd));
      }
      frames.add(trace("n", Long.MAX_VALUE, "A newer step", "SUCCEEDED", ""));
      frames.add(trace("m", -5, "Retrieval", "SOMETHING_NEWER", ""));
      frames.addAll(planned(BEGUN, 0));
      frames.add(result());

      List<SpanData> spans = retrievals.spans(frames);

      assertThat(lines(spans))
          .containsExactly("retrieval _other", "retrieval retrieval", "chat planning");
      assertThat(log.text()).isEmpty();
    }
  }
}
