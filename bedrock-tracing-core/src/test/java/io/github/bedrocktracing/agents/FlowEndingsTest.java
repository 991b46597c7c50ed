/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static io.github.bedrocktracing.testing.agent.FlowTrace.agent;
import static io.github.bedrocktracing.testing.agent.FlowTrace.completion;
import static io.github.bedrocktracing.testing.agent.FlowTrace.input;
import static io.github.bedrocktracing.testing.agent.FlowTrace.output;
import static io.github.bedrocktracing.testing.agent.FlowTrace.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.agent.AgentTrace;
import io.github.bedrocktracing.testing.agent.FlowCalls;
import io.github.bedrocktracing.testing.agent.FlowTrace;
import io.github.bedrocktracing.testing.client.TracedCalls;
import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.SpanTree;
import io.github.bedrocktracing.testing.telemetry.Spans;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a flow ends, and what it blames, is told of its nodes too. */
class FlowEndingsTest {
  private static final String ID = "11111111-2222-3333-4444-555555555555-0";

  private static final List<byte[]> RUN = FlowTrace.run(Instant.parse("2026-01-01T00:00:00Z"));

  @AutoClose private static final FakeBedrock bedrock = FakeBedrock.start();

  @BeforeEach
  void forget() {
    bedrock.reset();
  }

  @Test
  void flowCutAtEveryFrame_hasTheBeginningOfItsTree_andNoOpenSpan() {
    byte[] whole = EventStreams.concat(RUN);
    List<String> told = told(spans(RUN));
    LogLines log = LogLines.of("io.github.bedrocktracing");
    for (int frames = 0; frames < RUN.size(); frames++) {
      int end = EventStreams.concat(RUN.subList(0, frames)).length;
      for (int cut : new int[] {end, end + 5, end + RUN.get(frames).length - 1}) {
        FlowCalls.answer(bedrock, Arrays.copyOf(whole, cut));
        try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
          List<SpanData> spans = FlowCalls.spans(calls);

          assertThat(SpanTree.line(spans.get(spans.size() - 1)))
              .as("cut at %d", cut)
              .isEqualTo("invoke_workflow F1 truncated stream_truncated ERROR");
          assertThat(told(spans)).isEqualTo(told.subList(0, told(spans).size()));
          assertThat(calls.telemetry().started()).isEqualTo(calls.telemetry().ended());
        }
      }
    }
    assertThat(log.text()).isEmpty();
    log.close();
  }

  @Test
  void flowCutWithinANode_leavesThatNodeUnfinished() {
    assertThat(SpanTree.of(spans(RUN.subList(0, 8))))
        .isEqualTo(
            """
            invoke_workflow F1 truncated stream_truncated ERROR
              invoke_workflow FlowInputNode
              invoke_workflow Look +aws.bedrock.flow.node.action
              invoke_workflow Choose
              invoke_workflow Ask unfinished
                chat amazon.nova-pro-v1:0 orchestration unfinished
            """);
  }

  @Test
  void exceptionWhileOneNodeIsAtWork_isThatNodesErrorToo() {
    assertThat(
            SpanTree.of(
                spans(
                    List.of(
                        output(time(1), "FlowInputNode", "1"),
                        input(time(2), "Look", "1"),
                        EventStreams.exception("dependencyFailedException", "SECRET")))))
        .isEqualTo(
            """
            invoke_workflow F1 failed DependencyFailedException ERROR +exception
              invoke_workflow FlowInputNode
              invoke_workflow Look DependencyFailedException unfinished ERROR
            """);
  }

  @Test
  void exceptionWhileSeveralNodesAreAtWork_blamesNone() {
    assertThat(
            SpanTree.of(
                spans(
                    List.of(
                        input(time(1), "Look", "1"),
                        input(time(2), "Ask", "1"),
                        EventStreams.exception("dependencyFailedException", "SECRET")))))
        .isEqualTo(
            """
            invoke_workflow F1 failed DependencyFailedException ERROR +exception
              invoke_workflow Look unfinished
              invoke_workflow Ask unfinished
            """);
  }

  @Test
  void failureOfTheAgentInANode_isTheNodesError() {
    String failure =
        "{\"failureTrace\":{\"traceId\":\"%s\",\"failureCode\":424,\"failureReason\":\"SECRET\"}}"
            .formatted(ID);

    assertThat(
            SpanTree.of(
                spans(
                    List.of(
                        input(time(1), "Ask", "1"),
                        agent(time(2), "Ask", failure),
                        output(time(3), "Ask", "1"),
                        completion("SUCCESS")))))
        .isEqualTo(
            """
            invoke_workflow F1 complete
              invoke_workflow Ask 424 ERROR +failure
            """);
  }

  @Test
  void failureThatAnAgentOvercomes_isNotItsNodes() {
    String failure = "{\"failureTrace\":{\"traceId\":\"" + ID + "\",\"failureCode\":424}}";
    List<SpanData> spans =
        spans(
            List.of(
                input(time(1), "Ask", "1"),
                agent(time(2), "Ask", failure),
                agent(time(3), "Ask", AgentTrace.finalResponse(ID, "a")),
                output(time(3), "Ask", "1"),
                completion("SUCCESS")));

    assertThat(SpanTree.line(Spans.named(spans, "invoke_workflow Ask")))
        .isEqualTo("invoke_workflow Ask +failure +final_response");
  }

  private static List<SpanData> spans(List<byte[]> frames) {
    return FlowCalls.spans(bedrock, frames);
  }

  /** Returns the lines of the nodes whose end was told, in the order in which they ended. */
  private static List<String> told(List<SpanData> spans) {
    return spans.stream()
        .filter(span -> span.getKind() == SpanKind.INTERNAL)
        .map(SpanTree::line)
        .filter(line -> !line.contains(" unfinished"))
        .toList();
  }
}
