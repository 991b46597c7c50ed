/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static io.github.bedrocktracing.testing.agent.AgentTrace.ROOT;
import static io.github.bedrocktracing.testing.agent.AgentTrace.alias;
import static io.github.bedrocktracing.testing.agent.AgentTrace.asked;
import static io.github.bedrocktracing.testing.agent.AgentTrace.chunk;
import static io.github.bedrocktracing.testing.agent.AgentTrace.collaborated;
import static io.github.bedrocktracing.testing.agent.AgentTrace.finalResponse;
import static io.github.bedrocktracing.testing.agent.AgentTrace.part;
import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.agent.TracedAgent;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.SpanTree;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What guardrails did to agents, by what both sides of their traces say. */
final class AgentGuardrailsTest {
  private static final String T1 = "2026-01-01T00:00:01Z";
  private static final String TOPIC =
      "[{\"topicPolicy\":{\"topics\":[{\"name\":\"T\",\"type\":\"DENY\",\"action\":\"BLOCKED\"}]}}]";
  private static final String WORD =
      "[{\"wordPolicy\":{\"customWords\":[{\"match\":\"x\",\"action\":\"BLOCKED\"}]}}]";
  private static final String CHECK = "apply_guardrail";

  @AutoClose private final TracedAgent agent = new TracedAgent();

  @Test
  void sideThatFoundNothing_isNotTheOneThatWasChecked() {
    List<SpanData> spans = agent.run(part(T1, trace("[]", TOPIC)), chunk("blocked"));

    assertThat(attributes(spans, CHECK))
        .containsEntry("aws.bedrock.guardrail.source", "OUTPUT")
        .containsEntry("aws.bedrock.guardrail.policies", List.of("topic"))
        .containsEntry("aws.bedrock.guardrail.effect", "blocked");
    assertThat(countedPolicies()).containsExactly("topic");

    assertThat(attributes(agent.run(part(T1, trace(WORD, "[]")), chunk("blocked")), CHECK))
        .containsEntry("aws.bedrock.guardrail.source", "INPUT")
        .containsEntry("aws.bedrock.guardrail.policies", List.of("word"));
  }

  @Test
  void whatBothSidesFound_isThere() {
    List<SpanData> spans = agent.run(part(T1, trace(WORD, TOPIC)), chunk("blocked"));

    Map<String, Object> check = attributes(spans, CHECK);
    assertThat(check)
        .containsEntry("aws.bedrock.guardrail.policies", List.of("topic", "word"))
        .doesNotContainKey("aws.bedrock.guardrail.source");
    assertThat(check.values().toString())
        .contains("\"source\":\"input\"")
        .contains("\"source\":\"output\"");
  }

  @Test
  void interventionAgainstACollaborator_isItsOwn_andCounted() {
    String bob = alias("B", "1");
    String[] chain = {ROOT, bob};

    List<SpanData> spans =
        agent.run(
            part(T1, asked("t-0", "Bob", bob, "x")),
            part(chain, "Bob", T1, trace(TOPIC, "[]")),
            part(T1, collaborated("t-0", "Bob", bob, "y", "u-0")),
            part(T1, finalResponse("t-0", "a")),
            chunk("a"));

    assertThat(SpanTree.of(spans))
        .isEqualTo(
            """
            invoke_agent AGENT1 complete +final_response
              invoke_agent Bob INTERVENED
                apply_guardrail INTERVENED
            """);
    assertThat(countedPolicies()).containsExactly("topic");
  }

  private List<Object> countedPolicies() {
    return agent
        .telemetry()
        .metric("bedrock.tracing.guardrail.interventions")
        .orElseThrow()
        .getLongSumData()
        .getPoints()
        .stream()
        .map(point -> MetricPoint.byName(point.getAttributes()).get("aws.bedrock.guardrail.policy"))
        .toList();
  }

  private static String trace(String input, String output) {
    return "{\"guardrailTrace\":{\"action\":\"INTERVENED\",\"inputAssessments\":%s,\"outputAssessments\":%s,\"traceId\":\"g\"}}"
        .formatted(input, output);
  }
}
