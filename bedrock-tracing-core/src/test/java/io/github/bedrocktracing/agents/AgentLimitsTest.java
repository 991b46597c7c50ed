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
import static io.github.bedrocktracing.testing.agent.AgentTrace.invocation;
import static io.github.bedrocktracing.testing.agent.AgentTrace.modelInput;
import static io.github.bedrocktracing.testing.agent.AgentTrace.modelOutput;
import static io.github.bedrocktracing.testing.agent.AgentTrace.observation;
import static io.github.bedrocktracing.testing.agent.AgentTrace.part;
import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.agent.TracedAgent;
import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.SpanTree;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a run that is larger than is kept of one, the span says what it lacks, and how it ended. */
final class AgentLimitsTest {
  private static final String T1 = "2026-01-01T00:00:01Z";
  private static final String T2 = "2026-01-01T00:00:02Z";
  private static final String TOO_LARGE = "A".repeat(3 << 20);

  @AutoClose private final TracedAgent agent = new TracedAgent();
  @AutoClose private final LogLines log = LogLines.of("io.github.bedrocktracing");

  @Test
  void collaboratorsBeyondTheLimit_sayNothingOfTheAgentThatWasCalled() {
    List<byte[]> frames = new ArrayList<>();
    frames.add(part(T2, finalResponse("t-0", "a")));
    frames.add(chunk("a"));
    for (int i = 0; i < 300; i++) {
      String alias = alias("B" + i, "1");
      String name = "Bob" + i;
      String[] chain = {ROOT, alias};
      frames.add(part(T1, asked("t-0", name, alias, "x")));
      frames.add(part(chain, name, T1, finalResponse("u" + i, "b")));
      frames.add(
          part(
              chain,
              name,
              T1,
              "{\"failureTrace\":{\"traceId\":\"u" + i + "\",\"failureCode\":404}}"));
      frames.add(part(T2, collaborated("t-0", name, alias, "y", "u" + i)));
    }

    List<SpanData> spans = agent.run(frames.toArray(byte[][]::new));

    SpanData call = spans.get(spans.size() - 1);
    assertThat(SpanTree.line(call))
        .startsWith("invoke_agent AGENT1 complete")
        .doesNotContain("404");
    assertThat(attributes(spans, TracedAgent.CALL))
        .containsEntry("aws.bedrock.agent.collaborators.dropped", 44L);
    assertThat(spans).hasSize(257);
    assertThat(log.text()).contains("collaborators of a run");

    // Without the answer of the agent that was called, no other's stands for it.
    frames.set(0, part(T2, modelInput("t-0", "x")));
    List<SpanData> unanswered = agent.run(frames.toArray(byte[][]::new));
    assertThat(SpanTree.line(unanswered.get(unanswered.size() - 1)))
        .startsWith("invoke_agent AGENT1 truncated stream_truncated ERROR");
  }

  @Test
  void notesBeyondTheLimit_areCounted() {
    byte[][] frames = new byte[301][];
    for (int i = 0; i < 300; i++) {
      frames[i] =
          part(T1, "{\"customOrchestrationTrace\":{\"traceId\":\"t\",\"event\":{\"text\":\"e\"}}}");
    }
    frames[300] = chunk("a");

    List<SpanData> spans = agent.run(frames);

    assertThat(spans.get(0).getEvents()).hasSize(100);
    assertThat(attributes(spans, TracedAgent.CALL))
        .containsEntry("aws.bedrock.agent.notes.dropped", 200L);
    assertThat(log.text()).contains("notes of a step");
  }

  @Test
  void stepsThatAreEndedEarly_areCounted() {
    byte[][] frames = new byte[101][];
    for (int i = 0; i < 100; i++) {
      frames[i] = part(T1, modelInput("t-" + i, "x"));
    }
    frames[100] = chunk("a");

    List<SpanData> spans = agent.run(frames);

    assertThat(attributes(spans, TracedAgent.CALL))
        .containsEntry("aws.bedrock.agent.steps.ended_early", 36L);
    assertThat(log.text()).contains("steps at once");
  }

  @Test
  void stepThatWasEndedEarly_isOneSpan_andItsTokensCountOnce() {
    List<byte[]> frames = new ArrayList<>();
    String lookup = "\"knowledgeBaseLookupInput\":{\"knowledgeBaseId\":\"KB\",\"text\":\"q\"}";
    String action = "\"actionGroupInvocationInput\":{\"function\":\"f\"}";
    for (int i = 0; i < 100; i++) {
      frames.add(part(T1, modelInput("m-" + i, "x")));
      frames.add(part(T1, invocation("t", "ACTION_GROUP", action)));
      frames.add(part(T1, invocation("k-" + i, "KNOWLEDGE_BASE", lookup)));
    }
    for (int i = 0; i < 100; i++) {
      frames.add(part(T2, modelOutput("m-" + i, "{}", T1, T2)));
      frames.add(
          part(
              T2,
              observation(
                  "t", "ACTION_GROUP", "\"actionGroupInvocationOutput\":{\"text\":\"1\"}")));
      frames.add(
          part(
              T2,
              observation(
                  "k-" + i,
                  "KNOWLEDGE_BASE",
                  "\"knowledgeBaseLookupOutput\":{\"retrievedReferences\":[]}")));
    }
    frames.add(part(T2, finalResponse("t", "a")));
    frames.add(chunk("a"));

    List<SpanData> spans = agent.run(frames.toArray(byte[][]::new));

    assertThat(spans).hasSize(301);
    assertThat(SpanTree.line(spans.get(300)))
        .isEqualTo("invoke_agent AGENT1 complete +final_response");
    assertThat(attributes(spans, TracedAgent.CALL))
        .containsEntry("aws.bedrock.agent.steps.ended_early", 236L);
    assertThat(MetricPoint.of(agent.telemetry().metric("gen_ai.client.token.usage").orElseThrow()))
        .allSatisfy(point -> assertThat(point.count()).isEqualTo(100));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void answersThatAreTooLarge_areAnswersAllTheSame(boolean content) {
    String file = "{\"files\":[{\"type\":\"image/png\",\"bytes\":\"" + TOO_LARGE + "\"}]}";
    String call =
        "{\"invocationInputs\":[{\"functionInvocationInput\":{\"actionGroup\":\""
            + TOO_LARGE
            + "\"}}]}";
    for (byte[] answer :
        List.of(
            EventStreams.event("files", file),
            EventStreams.event("returnControl", call),
            EventStreams.event("chunk", "{\"bytes\":\"" + TOO_LARGE + "\"}"))) {
      List<SpanData> spans = agent.run(tracing -> tracing.captureContent(content), answer);

      assertThat(SpanTree.of(spans)).isEqualTo("invoke_agent AGENT1 complete\n");
    }
  }

  @Test
  void eventOfTheTraceThatIsTooLarge_isCounted_andTheRestIsThere() {
    String lookup = "\"knowledgeBaseLookupInput\":{\"knowledgeBaseId\":\"KB\",\"text\":\"q\"}";
    String found =
        "\"knowledgeBaseLookupOutput\":{\"retrievedReferences\":[{\"content\":{\"byteContent\":\""
            + TOO_LARGE
            + "\"}}]}";

    List<SpanData> spans =
        agent.run(
            part(T1, invocation("t-0", "KNOWLEDGE_BASE", lookup)),
            part(T2, observation("t-0", "KNOWLEDGE_BASE", found)),
            part(T2, finalResponse("t-0", "a")),
            chunk("a"));

    Map<String, Object> call = attributes(spans, TracedAgent.CALL);
    assertThat(SpanTree.of(spans))
        .isEqualTo(
            """
            invoke_agent AGENT1 complete +final_response
              retrieval KB unfinished
            """);
    assertThat(call).containsEntry("aws.bedrock.agent.events.dropped", 1L);
    assertThat(log.text()).contains("size of an event");
  }

  @Test
  void anOrdinaryRun_lacksNothing() {
    List<SpanData> spans = agent.run(part(T2, finalResponse("t-0", "a")), chunk("a"));

    assertThat(attributes(spans, TracedAgent.CALL).keySet())
        .noneMatch(name -> name.endsWith(".dropped") || name.endsWith(".ended_early"));
  }
}
