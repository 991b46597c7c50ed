/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static io.github.bedrocktracing.agents.FlowNodes.attributes;
import static io.github.bedrocktracing.agents.FlowNodes.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ContentCapture;
import io.github.bedrocktracing.testing.agent.FlowCalls;
import io.github.bedrocktracing.testing.agent.FlowTrace;
import io.github.bedrocktracing.testing.client.TracedCalls;
import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the nodes of a flow are given and give: nowhere by default, and in its place on demand. */
final class FlowContentTest {
  private static final String SECRET = "SECRET";
  private static final byte[] RUN =
      EventStreams.concat(FlowTrace.run(Instant.parse("2026-01-01T00:00:00Z")));

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();

  @Test
  void contentOff_nothingLeaks_wholeOrCut() {
    LogLines log = LogLines.of("io.github.bedrocktracing");
    for (int length : new int[] {RUN.length, RUN.length / 2, RUN.length / 3}) {
      FlowCalls.answer(bedrock, Arrays.copyOf(RUN, length));
      try (TracedCalls calls = new TracedCalls(bedrock, b -> b.mlflowAttributes(true))) {
        List<SpanData> spans = FlowCalls.spans(calls);

        assertThat(spans.size()).isGreaterThan(2);
        assertThat(spans.toString()).doesNotContain(SECRET);
        assertThat(calls.telemetry().collectMetrics().toString()).doesNotContain(SECRET);
        assertThat(calls.telemetry().events()).isEmpty();
      }
    }
    assertThat(log.text()).doesNotContain(SECRET);
    log.close();
  }

  @Test
  void contentOn_everyNodeHasItsDocuments_byTheNamesOfTheirFields() {
    List<SpanData> spans = spans(options -> options.captureContent(true));

    assertThat(attributes(spans, "Look"))
        .containsEntry("aws.bedrock.flow.node.inputs", "{\"question\":\"SECRET question\"}")
        .containsEntry(
            "aws.bedrock.flow.node.outputs", "{\"answer\":{\"found\":[\"SECRET fact\"]}}");
    assertThat(attributes(spans, "FlowInputNode"))
        .containsEntry("aws.bedrock.flow.node.outputs", "{\"answer\":\"SECRET question\"}")
        .doesNotContainKey("aws.bedrock.flow.node.inputs");
    assertThat(event(spans, "Look"))
        .containsEntry("aws.bedrock.flow.node.action.operation", "lambda.Invoke")
        .containsEntry(
            "aws.bedrock.flow.node.action.content",
            "{\"request\":{\"key\":\"SECRET request\"},\"response\":{\"n\":\"SECRET reply\"}}");
    assertThat(event(spans, "Ask")).containsEntry("aws.bedrock.agent.note.text", "SECRET answer");
    assertThat(spans.get(3).getAttributes().toString()).contains("SECRET prompt", "SECRET thought");
  }

  @Test
  void contentOnEventsAlone_isOnNoSpan() {
    assertThat(spans(options -> options.contentCapture(ContentCapture.EVENT)).toString())
        .doesNotContain(SECRET);
  }

  @Test
  void redactor_seesEveryPiece() {
    assertThat(
            spans(
                    options ->
                        options
                            .captureContent(true)
                            .mlflowAttributes(true)
                            .contentRedactor(text -> text.replace(SECRET, "[out]")))
                .toString())
        .doesNotContain(SECRET)
        .contains("[out] question", "[out] fact", "[out] request", "[out] reply", "[out] prompt");
  }

  @Test
  void mlflow_showsNodesAsTasks_withTheirDocuments() {
    List<SpanData> spans = spans(options -> options.captureContent(true).mlflowAttributes(true));

    assertThat(attributes(spans, "F1")).containsEntry("mlflow.spanType", "WORKFLOW");
    assertThat(attributes(spans, "Look"))
        .containsEntry("mlflow.spanType", "TASK")
        .containsEntry("mlflow.spanInputs", "{\"question\":\"SECRET question\"}")
        .containsEntry("mlflow.spanOutputs", "{\"answer\":{\"found\":[\"SECRET fact\"]}}")
        .doesNotContainKey("mlflow.chat.tokenUsage");
  }

  private List<SpanData> spans(UnaryOperator<BedrockTracing.Builder> options) {
    FlowCalls.answer(bedrock, RUN);
    try (TracedCalls calls = new TracedCalls(bedrock, options)) {
      return List.copyOf(FlowCalls.spans(calls));
    }
  }

  private static Map<String, Object> event(List<SpanData> spans, String name) {
    return MetricPoint.byName(span(spans, name).getEvents().get(0).getAttributes());
  }
}
