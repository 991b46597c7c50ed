/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static io.github.bedrocktracing.testing.agent.AgentTrace.ROOT;
import static io.github.bedrocktracing.testing.agent.AgentTrace.alias;
import static io.github.bedrocktracing.testing.agent.AgentTrace.chunk;
import static io.github.bedrocktracing.testing.agent.AgentTrace.finalResponse;
import static io.github.bedrocktracing.testing.agent.AgentTrace.invocation;
import static io.github.bedrocktracing.testing.agent.AgentTrace.modelInput;
import static io.github.bedrocktracing.testing.agent.AgentTrace.modelOutput;
import static io.github.bedrocktracing.testing.agent.AgentTrace.observation;
import static io.github.bedrocktracing.testing.agent.AgentTrace.part;
import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.agent.AgentCalls;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.SpanTree;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The runs of agents that work together are nested as they asked each other, and kept apart. */
final class AgentCollaboratorsTest {
  private static final String T1 = "2026-01-01T00:00:01Z";
  private static final String T2 = "2026-01-01T00:00:02Z";
  private static final String ID = "11111111-2222-3333-4444-555555555555";

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();
  @AutoClose private final AgentCalls calls = AgentCalls.withContent(bedrock, telemetry);

  @Test
  void collaboratorsAtTheSameTime_areKeptApart() {
    String a = alias("A", "A1");
    String b = alias("B", "B1");
    String idA = "aaaaaaaa-0000-0000-0000-000000000000";
    String idA2 = "aaaaaaaa-2222-0000-0000-000000000000";
    String idB = "bbbbbbbb-0000-0000-0000-000000000000";

    List<SpanData> spans =
        run(
            part(T1, asks(a, "Alice")),
            part(T1, asks(b, "Bob")),
            part(T1, asks(a, "Alice")),
            part(new String[] {ROOT, a}, "Alice", T1, modelInput(idA + "-0", "a")),
            part(new String[] {ROOT, b}, "Bob", T1, modelInput(idB + "-0", "b")),
            part(new String[] {ROOT, a}, "Alice", T1, modelInput(idA2 + "-0", "a2")),
            part(new String[] {ROOT, b}, "Bob", T1, modelOutput(idB + "-0", "said b", T1, T2)),
            part(new String[] {ROOT, a}, "Alice", T1, modelOutput(idA2 + "-0", "said a2", T1, T2)),
            part(new String[] {ROOT, a}, "Alice", T1, modelOutput(idA + "-0", "said a", T1, T2)),
            part(T2, answers(a, "Alice", idA2, "second")),
            part(T2, answers(b, "Bob", idB, "bob's")),
            part(T2, answers(a, "Alice", idA, "first")),
            part(T2, finalResponse(ID + "-1", "done")),
            chunk("done"));

    assertThat(SpanTree.of(spans))
        .isEqualTo(
            """
            invoke_agent AGENT1 complete +final_response
              invoke_agent Alice
                chat amazon.nova-pro-v1:0 11/7 orchestration
              invoke_agent Bob
                chat amazon.nova-pro-v1:0 11/7 orchestration
              invoke_agent Alice
                chat amazon.nova-pro-v1:0 11/7 orchestration
            """);
    for (SpanData agent : spans) {
      String answer =
          (String) MetricPoint.byName(agent.getAttributes()).get("gen_ai.output.messages");
      String said = agent.getName().startsWith("invoke_agent Bob") ? "bob's" : "";
      assertThat(answer).contains(said);
    }
    assertThat(answerOfChat(spans, "said a2")).contains("second");
    assertThat(answerOfChat(spans, "said a\"")).contains("first");
    assertThat(answerOfChat(spans, "said b")).contains("bob's");
  }

  @Test
  void collaboratorOfACollaborator_thatNobodyWasSeenToAsk_isStillNested() {
    String a = alias("A", "A1");
    String b = alias("B", "B1");

    List<SpanData> spans =
        run(
            part(new String[] {ROOT, a, b}, "Alice", T1, modelInput(ID + "-0", "b")),
            part(new String[] {ROOT, a, b}, "Alice", T1, modelOutput(ID + "-0", "x", T1, T2)));

    assertThat(SpanTree.of(spans).lines())
        .containsExactly(
            "invoke_agent AGENT1 truncated stream_truncated ERROR",
            "  invoke_agent A unfinished",
            "    invoke_agent Alice unfinished",
            "      chat amazon.nova-pro-v1:0 11/7 orchestration");
  }

  private static String asks(String alias, String name) {
    return invocation(
        ID + "-0",
        "AGENT_COLLABORATOR",
        ("\"agentCollaboratorInvocationInput\":{\"agentCollaboratorAliasArn\":\"%s\","
                + "\"agentCollaboratorName\":\"%s\",\"input\":{\"type\":\"TEXT\",\"text\":\"ask\"}}")
            .formatted(alias, name));
  }

  private static String answers(String alias, String name, String run, String text) {
    return observation(
        ID + "-0",
        "AGENT_COLLABORATOR",
        ("\"agentCollaboratorInvocationOutput\":{\"agentCollaboratorAliasArn\":\"%s\","
                + "\"agentCollaboratorName\":\"%s\",\"metadata\":{\"clientRequestId\":\"%s\"},"
                + "\"output\":{\"type\":\"TEXT\",\"text\":\"%s\"}}")
            .formatted(alias, name, run, text));
  }

  /** Returns the answer of the agent for which a model said something. */
  private static String answerOfChat(List<SpanData> spans, String said) {
    for (SpanData chat : spans) {
      Map<String, Object> attributes = MetricPoint.byName(chat.getAttributes());
      String output = String.valueOf(attributes.get("gen_ai.output.messages"));
      if (chat.getName().startsWith("chat") && output.contains(said)) {
        for (SpanData agent : spans) {
          if (agent.getSpanId().equals(chat.getParentSpanId())) {
            return String.valueOf(
                MetricPoint.byName(agent.getAttributes()).get("gen_ai.output.messages"));
          }
        }
      }
    }
    throw new AssertionError("nobody said " + said);
  }

  private List<SpanData> run(byte[]... frames) {
    bedrock.answerAgent(frames);
    List<Object> seen = calls.invoke(AgentCalls.request());
    assertThat(seen).hasSize(frames.length);
    return telemetry.spansOfCall();
  }
}
