/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.TracedCalls;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.SpanTree;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Agentic retrievals against a server whose trace events a test makes up. */
final class AgenticRetrievals implements AutoCloseable {
  /** When steps begin, in milliseconds of the epoch. */
  static final long BEGUN = 1_767_225_600_000L;

  final FakeBedrock bedrock = FakeBedrock.start();

  /** Returns the spans of a retrieval whose stream is made of frames, that of the call last. */
  List<SpanData> spans(List<byte[]> frames) {
    return spans(tracing -> tracing, frames);
  }

  List<SpanData> spans(UnaryOperator<BedrockTracing.Builder> options, List<byte[]> frames) {
    byte[] body = EventStreams.concat(frames);
    bedrock.answerAt(".*", response -> FakeBedrock.stream(response, body));
    try (TracedCalls calls = new TracedCalls(bedrock, options)) {
      calls.agentStream(client -> AgenticRetrieveTest.Calls.retrieve(client, "KB1"));
      List<SpanData> spans = List.copyOf(calls.telemetry().spansOfCall());
      assertThat(calls.telemetry().started()).isEqualTo(calls.telemetry().ended());
      return spans;
    }
  }

  /** Forgets answers and requests. */
  void forget() {
    bedrock.reset();
  }

  @Override
  public void close() {
    bedrock.close();
  }

  /** Returns a line for each step, without the call. */
  static List<String> lines(List<SpanData> spans) {
    return spans.subList(0, spans.size() - 1).stream().map(SpanTree::line).toList();
  }

  /** Returns the frames of a run with a step of each kind. */
  static List<byte[]> run(long begun) {
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

  /** Returns the frames of a step that plans a retrieval. */
  static List<byte[]> planned(long begun, long took) {
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

  /** Returns what a step is to do, as a field of its attributes. */
  static String actions(String query, String knowledgeBase) {
    return "\"actions\":[{\"retrieve\":{\"inputQuery\":{\"text\":\"SECRET "
        + query
        + "\"},\"sourceRetrievers\":[{\"identifier\":\""
        + knowledgeBase
        + "\"}]}}]";
  }

  /** Returns what a step has found, as a field of its attributes. */
  static String found(int documents) {
    String[] found = new String[documents];
    Arrays.fill(
        found,
        "{\"content\":{\"text\":\"SECRET found\",\"byteContent\":\"aGk=\","
            + "\"mimeType\":\"image/png\"},\"metadata\":{\"page\":1},"
            + "\"sourceRetriever\":{\"identifier\":\"KB1\"}}");
    return "\"retrievalResponse\":[" + String.join(",", found) + "]";
  }

  /**
   * Returns a frame that tells of a step.
   *
   * @param more further fields of its attributes; empty for none
   */
  static byte[] trace(String id, long at, String step, String status, String more) {
    return EventStreams.event(
        "traceEvent",
        "{\"id\":\"%s\",\"timestamp\":%d,\"attributes\":{\"step\":\"%s\",\"status\":\"%s\",\"message\":\"SECRET planned\"%s}}"
            .formatted(id, at, step, status, more.isEmpty() ? "" : "," + more));
  }

  /** Returns the frame with which a stream ends. */
  static byte[] result() {
    return EventStreams.event("result", "{\"results\":[]}");
  }

  /**
   * Returns the attributes of the first span of a name, and of a type of step where one is given.
   */
  static Map<String, Object> attributes(List<SpanData> spans, String name, String... type) {
    return spans.stream()
        .filter(span -> span.getName().equals(name))
        .map(span -> MetricPoint.byName(span.getAttributes()))
        .filter(
            attributes ->
                type.length == 0 || type[0].equals(attributes.get("aws.bedrock.agent.step.type")))
        .findFirst()
        .orElseThrow();
  }
}
