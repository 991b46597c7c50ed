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

import io.github.bedrocktracing.testing.agent.FlowCalls;
import io.github.bedrocktracing.testing.agent.FlowTrace;
import io.github.bedrocktracing.testing.client.TracedCalls;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.SpanTree;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrockagentruntime.model.FlowTraceEvent;

/** The nodes of a flow are spans below the flow's, as its trace tells of them. */
class FlowNodesTest extends FlowNodes {
  private static final String TREE =
      """
      invoke_workflow F1 complete
        invoke_workflow FlowInputNode
        invoke_workflow Look +aws.bedrock.flow.node.action
        invoke_workflow Choose
        invoke_workflow Ask +final_response
          chat amazon.nova-pro-v1:0 11/7 orchestration
        invoke_workflow FlowOutputNode
      """;

  @Test
  void nodes_areChildrenOfTheFlow_andWhatAgentsDoInThemTheirs() {
    List<SpanData> spans = spans(RUN);

    assertThat(SpanTree.of(spans)).isEqualTo(TREE);
    assertThat(spans.subList(0, spans.size() - 1))
        .allSatisfy(span -> assertThat(span.getKind()).isEqualTo(SpanKind.INTERNAL));
    assertThat(attributes(spans, "Look"))
        .containsEntry("gen_ai.operation.name", "invoke_workflow")
        .containsEntry("gen_ai.workflow.name", "Look")
        .containsEntry("aws.bedrock.flow.node.name", "Look")
        .containsEntry("aws.request_id", "r-1")
        .doesNotContainKeys(
            "aws.bedrock.flow.node.type", "aws.bedrock.flow.id", "gen_ai.usage.input_tokens");
    assertThat(attributes(spans, "Choose"))
        .containsEntry("aws.bedrock.flow.node.type", "ConditionNode")
        .containsEntry("aws.bedrock.flow.node.satisfied_conditions", List.of("isKnown"));
    assertThat(attributes(spans, "FlowOutputNode"))
        .containsEntry("aws.bedrock.flow.node.type", "FlowOutputNode");
    assertThat(attributes(spans, "Ask")).containsEntry("gen_ai.agent.version", "3");
    assertThat(span(spans, "Look").getEvents().get(0).getAttributes().asMap().values())
        .containsExactly("lambda.Invoke");
  }

  @Test
  void times_areTheServicesOwn() {
    Instant[] begun = new Instant[1];
    List<SpanData> spans;
    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.agentStream(
          client -> {
            begun[0] = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(400);
            FlowCalls.answerLate(bedrock, EventStreams.concat(FlowTrace.run(begun[0])), 1_200);
            return FlowCalls.invoke(client, event -> {});
          });
      spans = List.copyOf(calls.telemetry().spansOfCall());
    }

    assertWindow(span(spans, "FlowInputNode"), begun[0], 1, 1);
    assertWindow(span(spans, "Look"), begun[0], 2, 4);
    assertThat(span(spans, "Look").getEvents().get(0).getEpochNanos())
        .isEqualTo(nanos(begun[0].plusMillis(3)));
    assertWindow(span(spans, "Choose"), begun[0], 4, 5);
    assertWindow(span(spans, "Ask"), begun[0], 5, 8);
    assertWindow(spans.get(3), begun[0], 6, 7);
    assertThat(span(spans, "FlowOutputNode").getStartEpochNanos())
        .isEqualTo(nanos(begun[0].plusMillis(8)));
  }

  @Test
  void times_ofAnotherClock_areMovedIntoTheFlows() {
    List<SpanData> spans = spans(RUN);

    SpanData flow = span(spans, "F1");
    assertThat(spans)
        .allSatisfy(
            span -> {
              assertThat(span.getStartEpochNanos())
                  .isGreaterThanOrEqualTo(flow.getStartEpochNanos());
              assertThat(span.getEndEpochNanos()).isLessThanOrEqualTo(flow.getEndEpochNanos());
            });
  }

  @Test
  void framesAreThoseOfTheServicesModel_andReachTheCaller() {
    FlowCalls.answer(bedrock, EventStreams.concat(RUN));
    List<String> told = new CopyOnWriteArrayList<>();

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.agentStream(
          client ->
              FlowCalls.invoke(
                  client,
                  event -> {
                    if (event instanceof FlowTraceEvent trace) {
                      told.addAll(FlowCalls.told(trace.trace()));
                    }
                  }));
      calls.telemetry().spansOfCall();
    }

    String action = "Look lambda.Invoke";
    String dependency = "Ask [ORCHESTRATION_TRACE]";
    List<String> expected =
        new ArrayList<>(
            List.of(
                "FlowInputNode answer 2026-01-01T00:00:00.001Z",
                "Look question 2026-01-01T00:00:00.002Z",
                action,
                "Look answer 2026-01-01T00:00:00.004Z",
                "Choose question 2026-01-01T00:00:00.004Z",
                "Choose isKnown",
                "Ask question 2026-01-01T00:00:00.005Z",
                dependency,
                dependency,
                dependency,
                "Ask answer 2026-01-01T00:00:00.008Z",
                "FlowOutputNode question 2026-01-01T00:00:00.008Z"));
    if (!LaterMembers.NODE_ACTIONS.isPresent()) {
      expected.remove(action);
    }
    if (!LaterMembers.NODE_DEPENDENCIES.isPresent()) {
      expected.removeIf(dependency::equals);
    }
    assertThat(told).isEqualTo(expected);
  }

  @Test
  void nodesAreExported_whileTheStreamRuns() {
    FlowCalls.answerSlowly(bedrock, EventStreams.concat(RUN));
    List<String> exported = new CopyOnWriteArrayList<>();

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.agentStream(
          client ->
              FlowCalls.invoke(
                  client,
                  event -> {
                    if (event instanceof FlowTraceEvent) {
                      calls.telemetry().endedSpans().forEach(span -> exported.add(span.getName()));
                    }
                  }));
      calls.telemetry().spansOfCall();
    }

    assertThat(exported)
        .contains("invoke_workflow FlowInputNode", "invoke_workflow Look")
        .doesNotContain("invoke_workflow F1");
  }

  @Test
  void nodeInALoop_isASpanForEachTurn_andSaysWhich() {
    List<byte[]> frames = new ArrayList<>();
    for (int turn = 0; turn < 2; turn++) {
      frames.add(
          input(
              time(turn + 1),
              "Look",
              "1",
              ",\"executionChain\":[{\"nodeName\":\"Each\",\"type\":\"ITERATOR\",\"index\":"
                  + turn
                  + "}]"));
    }
    frames.add(output(time(5), "Look", "1"));
    frames.add(output(time(6), "Look", "1"));
    frames.add(completion("SUCCESS"));

    List<SpanData> spans = spans(frames);

    assertThat(spans)
        .extracting(
            span ->
                MetricPoint.byName(span.getAttributes())
                    .get("aws.bedrock.flow.node.execution_chain"))
        .containsExactly(List.of("Each[0]"), List.of("Each[1]"), null);
  }

  @Test
  void eventsThatComeTwiceOrInTheOtherOrder_makeOneNode() {
    String once =
        """
        invoke_workflow F1 complete
          invoke_workflow Look
        """;
    byte[] input = input(time(1), "Look", "1");
    byte[] output = output(time(2), "Look", "1");

    assertThat(SpanTree.of(spans(List.of(input, output, output, completion("SUCCESS")))))
        .isEqualTo(once);
    assertThat(SpanTree.of(spans(List.of(output, input, completion("SUCCESS"))))).isEqualTo(once);
  }

  @Test
  void turnsOfANodeWhoseBeginningsAreNotTold_areApart() {
    List<SpanData> spans =
        spans(
            List.of(
                output(time(1), "Look", "1"),
                output(time(2), "Look", "1"),
                input(time(3), "Look", "1"),
                output(time(4), "Look", "1"),
                completion("SUCCESS")));

    assertThat(spans).filteredOn(span -> span.getName().equals("invoke_workflow Look")).hasSize(3);
  }

  @Test
  void stepsSwitchedOff_haveNoSpans() {
    FlowCalls.answer(bedrock, EventStreams.concat(RUN));
    try (TracedCalls calls = new TracedCalls(bedrock, options -> options.agentSteps(false))) {
      assertThat(SpanTree.of(FlowCalls.spans(calls))).isEqualTo("invoke_workflow F1 complete\n");
      assertThat(calls.telemetry().metric("gen_ai.client.token.usage")).isPresent();
    }
  }

  private static void assertWindow(SpanData span, Instant begun, int start, int end) {
    assertThat(span.getStartEpochNanos()).isEqualTo(nanos(begun.plusMillis(start)));
    assertThat(span.getEndEpochNanos()).isEqualTo(nanos(begun.plusMillis(end)));
  }

  private static long nanos(Instant moment) {
    return moment.toEpochMilli() * 1_000_000;
  }
}
