/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.EventStreams;
import io.github.bedrocktracing.testing.FakeBedrock;
import io.github.bedrocktracing.testing.LaterMembers;
import io.github.bedrocktracing.testing.LogLines;
import io.github.bedrocktracing.testing.MetricPoint;
import io.github.bedrocktracing.testing.NeedsSdk;
import io.github.bedrocktracing.testing.SpanTree;
import io.github.bedrocktracing.testing.TracedCalls;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The steps of an agentic retrieval are spans below it, as its trace tells of them. */
@NeedsSdk(LaterMembers.AGENTIC_RETRIEVE)
final class AgenticRetrieveStepsTest {
  private static final long BEGUN = 1_767_225_600_000L;

  private static FakeBedrock bedrock;

  @BeforeAll
  static void startServer() {
    bedrock = FakeBedrock.start();
  }

  @AfterAll
  static void stopServer() {
    bedrock.close();
  }

  @BeforeEach
  void forget() {
    bedrock.reset();
  }

  @Test
  void steps_areChildrenOfTheRetrieval() {
    List<SpanData> spans = spans(run(BEGUN));

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
    for (long unit : List.of(1L, 1000L)) {
      Instant[] begun = new Instant[1];
      List<SpanData> spans;
      try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
        calls.agentStream(
            client -> {
              begun[0] = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 1);
              long at = begun[0].toEpochMilli() / unit;
              byte[] body = EventStreams.concat(planned(at, 1).toArray(byte[][]::new));
              bedrock.answerAt(
                  ".*", response -> FakeBedrock.stream(response, body).withFixedDelay(3_000));
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
    List<SpanData> spans = spans(tracing -> tracing.captureContent(true), run(BEGUN));

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
    List<String> told = lines(spans(whole));

    for (int count = 0; count < whole.size(); count++) {
      List<SpanData> spans = spans(whole.subList(0, count));
      List<String> finished =
          lines(spans).stream().filter(line -> !line.contains("unfinished")).toList();

      assertThat(finished).isEqualTo(told.subList(0, finished.size()));
      assertThat(SpanTree.line(spans.get(spans.size() - 1)))
          .startsWith("retrieval KB1 truncated stream_truncated ERROR");
    }
  }

  @Test
  void eventsThatComeTwice_makeNoSecondStep() {
    List<byte[]> twice = new ArrayList<>();
    for (byte[] frame : planned(BEGUN, 0)) {
      twice.addAll(List.of(frame, frame));
    }
    twice.add(result());

    assertThat(lines(spans(twice))).containsExactly("chat planning");
  }

  @Test
  void endsWithIdsOfTheirOwn_findTheStepThatAsksTheSame() {
    String one = actions("one", "KB1");
    String two = actions("two", "KB1");
    List<SpanData> spans =
        spans(
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
        spans(
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

      List<SpanData> spans = spans(frames);

      assertThat(lines(spans))
          .containsExactly("retrieval _other", "retrieval retrieval", "chat planning");
      assertThat(log.text()).isEmpty();
    }
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

    List<SpanData> spans = spans(frames);

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

      List<SpanData> spans = spans(tracing -> tracing.captureContent(true), frames);

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

  @Test
  void stepsSwitchedOff_areNoSpans() {
    assertThat(spans(tracing -> tracing.agentSteps(false), run(BEGUN))).hasSize(1);
  }

  private static List<String> lines(List<SpanData> spans) {
    return spans.subList(0, spans.size() - 1).stream().map(SpanTree::line).toList();
  }

  private static List<byte[]> run(long begun) {
    List<byte[]> frames = new ArrayList<>();
    frames.add(trace("h", begun, "SessionHistoryLoad", "SUCCEEDED", ""));
    frames.add(trace("s", begun, "SpeculativeRetrieval", "IN_PROGRESS", actions("x", "KB1")));
    frames.add(trace("s", begun, "SpeculativeRetrieval", "SUCCEEDED", found(2)));
    frames.addAll(planned(begun, 0));
    frames.add(trace("r1", begun, "Retrieval", "IN_PROGRESS", actions("one", "KB1")));
    frames.add(trace("r2", begun, "Retrieval", "IN_PROGRESS", actions("two", "KB2")));
    frames.add(
        trace(
            "r2", begun, "Retrieval", "FAILED", "\"failures\":[{\"message\":\"SECRET refused\"}]"));
    frames.add(trace("r1", begun, "Retrieval", "SUCCEEDED", found(1)));
    frames.add(
        trace(
            "d",
            begun,
            "FullDocumentExpansion",
            "SUCCEEDED",
            "\"actions\":[{\"fullDocumentExpansion\":{\"documentId\":\"SECRET doc\","
                + "\"sourceRetriever\":{\"identifier\":\"KB1\"}}}]"));
    frames.add(result());
    return frames;
  }

  private static List<byte[]> planned(long begun, long took) {
    return List.of(
        trace("p", begun, "Planning", "IN_PROGRESS", ""),
        trace(
            "p",
            begun + took,
            "Planning",
            "SUCCEEDED",
            "\"actions\":[{\"retrieve\":{\"inputQuery\":{\"text\":\"SECRET one\"},"
                + "\"sourceRetrievers\":[{\"identifier\":\"KB1\"},{\"identifier\":\"KB2\"}]}}]"));
  }

  private static String actions(String query, String knowledgeBase) {
    return "\"actions\":[{\"retrieve\":{\"inputQuery\":{\"text\":\"SECRET "
        + query
        + "\"},\"sourceRetrievers\":[{\"identifier\":\""
        + knowledgeBase
        + "\"}]}}]";
  }

  private static String found(int documents) {
    String[] found = new String[documents];
    Arrays.fill(
        found,
        "{\"content\":{\"text\":\"SECRET found\",\"byteContent\":\"aGk=\","
            + "\"mimeType\":\"image/png\"},\"metadata\":{\"page\":1},"
            + "\"sourceRetriever\":{\"identifier\":\"KB1\"}}");
    return "\"retrievalResponse\":[" + String.join(",", found) + "]";
  }

  private static byte[] trace(String id, long at, String step, String status, String more) {
    return EventStreams.event(
        "traceEvent",
        "{\"id\":\"%s\",\"timestamp\":%d,\"attributes\":{\"step\":\"%s\",\"status\":\"%s\",\"message\":\"SECRET planned\"%s}}"
            .formatted(id, at, step, status, more.isEmpty() ? "" : "," + more));
  }

  private static byte[] result() {
    return EventStreams.event("result", "{\"results\":[]}");
  }

  private static Map<String, Object> attributes(List<SpanData> spans, String name, String... type) {
    return spans.stream()
        .filter(span -> span.getName().equals(name))
        .map(span -> MetricPoint.byName(span.getAttributes()))
        .filter(
            attributes ->
                type.length == 0 || type[0].equals(attributes.get("aws.bedrock.agent.step.type")))
        .findFirst()
        .orElseThrow();
  }

  private static List<SpanData> spans(List<byte[]> frames) {
    return spans(tracing -> tracing, frames);
  }

  private static List<SpanData> spans(
      UnaryOperator<BedrockTracing.Builder> options, List<byte[]> frames) {
    byte[] body = EventStreams.concat(frames.toArray(byte[][]::new));
    bedrock.answerAt(".*", response -> FakeBedrock.stream(response, body));
    try (TracedCalls calls = new TracedCalls(bedrock, options)) {
      calls.agentStream(client -> AgenticRetrieveTest.Calls.retrieve(client, "KB1"));
      List<SpanData> spans = List.copyOf(calls.telemetry().spansOfCall());
      assertThat(calls.telemetry().started()).isEqualTo(calls.telemetry().ended());
      return spans;
    }
  }
}
