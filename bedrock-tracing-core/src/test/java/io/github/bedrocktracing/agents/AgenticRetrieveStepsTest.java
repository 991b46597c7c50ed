/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static io.github.bedrocktracing.agents.AgenticRetrievals.BEGUN;
import static io.github.bedrocktracing.agents.AgenticRetrievals.attributes;
import static io.github.bedrocktracing.agents.AgenticRetrievals.lines;
import static io.github.bedrocktracing.agents.AgenticRetrievals.planned;
import static io.github.bedrocktracing.agents.AgenticRetrievals.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.client.TracedCalls;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.sdk.NeedsSdk;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.SpanTree;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The steps of an agentic retrieval are spans below it, as its trace tells of them. */
@NeedsSdk(LaterMembers.AGENTIC_RETRIEVE)
final class AgenticRetrieveStepsTest {
  @AutoClose private static final AgenticRetrievals retrievals = new AgenticRetrievals();

  @BeforeEach
  void forget() {
    retrievals.forget();
  }

  @Test
  void steps_areChildrenOfTheRetrieval() {
    List<SpanData> spans = retrievals.spans(run(BEGUN));

    assertThat(SpanTree.of(spans))
        .isEqualTo(
            """
            retrieval KB1 0 complete +failure
              search_memory session_history_load
              retrieval KB1 speculative_retrieval 2
              chat planning
              retrieval KB2 retrieval step_failed ERROR
              retrieval KB1 retrieval 1
              retrieval KB1 full_document_expansion
            """);
    assertThat(spans.subList(0, spans.size() - 1))
        .allSatisfy(span -> assertThat(span.getKind()).isEqualTo(SpanKind.INTERNAL));
    assertThat(spans.toString()).doesNotContain("SECRET");
  }

  @Test
  void times_areTheServicesOwn_inMillisecondsAndInSeconds() {
    // A first call loads classes, which may take longer than there is between clock and call.
    retrievals.spans(tracing -> tracing, run(BEGUN));
    for (long unit : List.of(1L, 1000L)) {
      Instant[] begun = new Instant[1];
      List<SpanData> spans;
      try (TracedCalls calls = TracedCalls.withoutContent(retrievals.bedrock)) {
        calls.agentStream(
            client -> {
              begun[0] = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 2);
              long at = begun[0].toEpochMilli() / unit;
              byte[] body = EventStreams.concat(planned(at, 1));
              retrievals.bedrock.answerAt(
                  ".*", response -> FakeBedrock.stream(response, body).withFixedDelay(4_000));
              return AgenticRetrieveTest.Calls.retrieve(client, "KB1");
            });
        spans = calls.telemetry().spansOfCall();
      }

      SpanData step = spans.get(0);
      long nanos = TimeUnit.SECONDS.toNanos(begun[0].getEpochSecond());
      assertThat(step.getStartEpochNanos()).isEqualTo(nanos);
      assertThat(step.getEndEpochNanos()).isEqualTo(nanos + unit * 1_000_000);
    }
  }

  @Test
  void withContent_questionsPlansAndDocumentsAreThere() {
    List<SpanData> spans = retrievals.spans(tracing -> tracing.captureContent(true), run(BEGUN));

    assertThat(attributes(spans, "chat").get("gen_ai.output.messages").toString())
        .contains("SECRET planned", "\"name\":\"retrieve\"", "SECRET one", "KB2");
    Map<String, Object> lookup = attributes(spans, "retrieval KB1", "retrieval");
    assertThat(lookup).containsEntry("gen_ai.retrieval.query.text", "SECRET one");
    assertThat(lookup.get("gen_ai.retrieval.documents").toString())
        .contains("SECRET found", "page", "\"media\":{")
        .doesNotContain("aGk=");
    assertThat(spans.get(spans.size() - 1).getEvents().get(0).getAttributes().asMap().toString())
        .contains("SECRET refused");
  }

  @Test
  void cutStream_isTheBeginningOfTheTree_andOpenStepsAreUnfinished() {
    List<byte[]> whole = run(BEGUN);
    List<String> told = lines(retrievals.spans(whole));

    for (int count = 0; count < whole.size(); count++) {
      List<SpanData> spans = retrievals.spans(whole.subList(0, count));
      List<String> finished =
          lines(spans).stream().filter(line -> !line.contains("unfinished")).toList();

      assertThat(finished).isEqualTo(told.subList(0, finished.size()));
      assertThat(SpanTree.line(spans.get(spans.size() - 1)))
          .startsWith("retrieval KB1 truncated stream_truncated ERROR");
    }
  }

  @Test
  void stepsSwitchedOff_areNoSpans() {
    assertThat(retrievals.spans(tracing -> tracing.agentSteps(false), run(BEGUN))).hasSize(1);
  }
}
