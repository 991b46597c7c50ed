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
import static io.github.bedrocktracing.testing.agent.AgentTrace.modelInput;
import static io.github.bedrocktracing.testing.agent.AgentTrace.modelOutput;
import static io.github.bedrocktracing.testing.agent.AgentTrace.orchestration;
import static io.github.bedrocktracing.testing.agent.AgentTrace.part;
import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.agent.TracedAgent;
import io.github.bedrocktracing.testing.telemetry.SpanTree;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Single events that are not where or what they should be leave the rest of a run as it is. */
final class AgentOddEventsTest {
  private static final String T1 = "2026-01-01T00:00:01Z";
  private static final String T2 = "2026-01-01T00:00:02Z";
  private static final String BOB = alias("B", "1");
  private static final String[] ROOT_AND_BOB = {ROOT, BOB};
  private static final String U1 = "11111111-1111-1111-1111-111111111111";
  private static final String U2 = "22222222-2222-2222-2222-222222222222";
  private static final String FAILURE =
      "{\"failureTrace\":{\"traceId\":\"t-0\",\"failureCode\":424,\"failureReason\":\"r\"}}";

  @AutoClose private final TracedAgent agent = new TracedAgent();

  @Test
  void eventWithoutItsChain_isTheCollaboratorsThatItNames() {
    List<SpanData> spans =
        agent.run(
            part(T1, modelInput("t-0", "x")),
            part(T2, modelOutput("t-0", "y", T1, T2)),
            part(T2, asked("t-0", "Bob", BOB, "x")),
            part(new String[0], "Bob", T2, modelInput("u-0", "x")),
            part(ROOT_AND_BOB, "Bob", T2, modelOutput("u-0", "y", T1, T2)),
            part(T2, collaborated("t-0", "Bob", BOB, "y", "u-0")),
            part(T1, modelInput("t-1", "x")),
            part(T2, modelOutput("t-1", "y", T1, T2)),
            part(T2, finalResponse("t-1", "a")),
            chunk("the answer"));

    assertTree(
        spans,
        "invoke_agent AGENT1 complete +final_response",
        "  chat amazon.nova-pro-v1:0 11/7 orchestration",
        "  invoke_agent Bob",
        "    chat amazon.nova-pro-v1:0 11/7 orchestration",
        "  chat amazon.nova-pro-v1:0 11/7 orchestration");
    assertThat(attributes(spans, TracedAgent.CALL).get("gen_ai.output.messages").toString())
        .contains("the answer");
  }

  @Test
  void outputThatComesBeforeItsInput_isOneCall_andTheRunIsComplete() {
    List<SpanData> spans =
        agent.run(
            part(T2, modelOutput("t-0", "y", T1, T2)),
            part(T1, modelInput("t-0", "the prompt")),
            part(T2, finalResponse("t-0", "a")),
            chunk("a"));

    assertTree(
        spans,
        "invoke_agent AGENT1 complete +final_response",
        "  chat amazon.nova-pro-v1:0 11/7 orchestration");
    assertThat(attributes(spans, "chat amazon.nova-pro-v1:0"))
        .containsEntry("gen_ai.request.model", "amazon.nova-pro-v1:0")
        .hasEntrySatisfying(
            "gen_ai.input.messages",
            messages -> assertThat(messages.toString()).contains("the prompt"));
  }

  @Test
  void inputThatComesWhenItsCallHasBeenTold_isNoSecondCall() {
    List<SpanData> spans =
        agent.run(
            part(T2, modelOutput("t-0", "y", T1, T2)),
            part(T2, finalResponse("t-0", "a")),
            part(T1, modelInput("t-0", "x")),
            chunk("a"));

    assertTree(spans, "invoke_agent AGENT1 complete +final_response", "  chat 11/7 orchestration");
  }

  @Test
  void answerOfARunThatLeavesACallOpen_isComplete() {
    List<SpanData> spans =
        agent.run(
            part(T1, modelInput("t-0", "x")),
            part(T1, modelInput("t-1", "x")),
            part(T2, modelOutput("t-1", "y", T1, T2)),
            part(T2, finalResponse("t-1", "a")),
            chunk("a"));

    assertTree(
        spans,
        "invoke_agent AGENT1 complete +final_response",
        "  chat amazon.nova-pro-v1:0 11/7 orchestration",
        "  chat amazon.nova-pro-v1:0 orchestration unfinished");
  }

  @Test
  void eventsThatComeTwice_countOnce() {
    byte[] input = part(T1, modelInput("t-0", "x"));
    byte[] output = part(T2, modelOutput("t-0", "y", T1, T2));
    byte[] end = part(T2, finalResponse("t-0", "a"));
    String once =
        """
        invoke_agent AGENT1 complete +final_response
          chat amazon.nova-pro-v1:0 11/7 orchestration
        """;

    assertThat(SpanTree.of(agent.run(input, output, output, end, chunk("a")))).isEqualTo(once);
    assertThat(SpanTree.of(agent.run(input, output, input, output, end, chunk("a"))))
        .isEqualTo(once);
    assertThat(SpanTree.of(agent.run(input, input, output, output, end, chunk("a"))))
        .isEqualTo(once);
  }

  @Test
  void answerOfTheSecondOfTwo_endsNotTheFirst_whoseWorkHasBeenSeen() {
    List<SpanData> spans =
        agent.run(
            part(T1, asked("t-0", "Bob", BOB, "INPUT-ONE")),
            part(T1, asked("t-0", "Bob", BOB, "INPUT-TWO")),
            part(ROOT_AND_BOB, "Bob", T1, modelInput(U1 + "-0", "x")),
            part(T2, collaborated("t-0", "Bob", BOB, "OUT-TWO", U2)),
            part(ROOT_AND_BOB, "Bob", T2, modelOutput(U1 + "-0", "y", T1, T2)),
            part(T2, collaborated("t-0", "Bob", BOB, "OUT-ONE", U1)),
            part(T2, finalResponse("t-0", "a")),
            chunk("a"));

    assertTree(
        spans,
        "invoke_agent AGENT1 complete +final_response",
        "  invoke_agent Bob",
        "    chat amazon.nova-pro-v1:0 11/7 orchestration",
        "  invoke_agent Bob");
    assertThat(spans)
        .filteredOn(span -> span.getName().equals("invoke_agent Bob"))
        .map(span -> span.getAttributes().toString())
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).contains("INPUT-ONE", "OUT-ONE"),
            two -> assertThat(two).contains("INPUT-TWO", "OUT-TWO"));
  }

  @Test
  void failureThatTheRunOvercomes_isNotItsOutcome() {
    List<SpanData> spans =
        agent.run(
            part(T1, modelInput("t-0", "x")),
            part(T2, modelOutput("t-0", "y", T1, T2)),
            part(T2, FAILURE),
            part(T1, modelInput("t-1", "x")),
            part(T2, modelOutput("t-1", "y", T1, T2)),
            part(T2, finalResponse("t-1", "a")),
            chunk("a"));

    assertThat(SpanTree.line(spans.get(spans.size() - 1)))
        .isEqualTo("invoke_agent AGENT1 complete +failure +final_response");
  }

  @Test
  void failureAfterTheAnswer_orWithoutOneAfterIt_isTheOutcome() {
    List<SpanData> after =
        agent.run(part(T2, finalResponse("t-0", "a")), chunk("a"), part(T2, FAILURE));
    assertThat(SpanTree.of(after))
        .isEqualTo("invoke_agent AGENT1 failed 424 ERROR +final_response +failure\n");

    List<SpanData> unfinished =
        agent.run(
            part(T1, modelInput("t-0", "x")),
            part(T2, modelOutput("t-0", "y", T1, T2)),
            part(T2, FAILURE),
            chunk("half"));
    assertThat(SpanTree.line(unfinished.get(unfinished.size() - 1)))
        .isEqualTo("invoke_agent AGENT1 failed 424 ERROR +failure");
  }

  /** A time that no clock shows is passed over, be it of the first event or of a later one. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void oneOddTime_movesNoOther(int at) {
    Instant[] begun = new Instant[1];

    List<SpanData> spans =
        agent.run(
            1_500,
            () -> {
              String[] time = times(begun);
              List<byte[]> frames = new ArrayList<>();
              frames.add(part(time[0], modelInput("t-0", "x")));
              frames.add(part(time[2], modelOutput("t-0", "y", time[0], time[2])));
              frames.add(part(time[3], modelInput("t-1", "x")));
              frames.add(part(time[6], modelOutput("t-1", "y", time[3], time[6])));
              frames.add(part(time[7], finalResponse("t-1", "a")));
              frames.add(chunk("a"));
              String rationale = orchestration("{\"rationale\":{\"traceId\":\"t-9\"}}");
              frames.add(at, part("2999-01-01T00:00:00Z", rationale));
              return frames;
            });

    assertWindow(spans.get(0), begun[0], 0, 200);
    assertWindow(spans.get(1), begun[0], 300, 600);
  }

  @Test
  void collaboratorWhoseClockIsAhead_movesNotItsCallersSteps() {
    Instant[] begun = new Instant[1];

    List<SpanData> spans =
        agent.run(
            1_500,
            () -> {
              String[] time = times(begun);
              String ahead = begun[0].plusSeconds(30).toString();
              String later = begun[0].plusSeconds(31).toString();
              String output = modelOutput(U1 + "-0", "y", ahead, later);
              return List.of(
                  part(time[0], asked("t-0", "Bob", BOB, "x")),
                  part(ROOT_AND_BOB, "Bob", ahead, modelInput(U1 + "-0", "x")),
                  part(ROOT_AND_BOB, "Bob", later, output),
                  part(time[2], modelInput("t-1", "x")),
                  part(time[4], modelOutput("t-1", "y", time[2], time[4])),
                  part(time[5], finalResponse("t-1", "a")),
                  chunk("a"));
            });

    assertThat(spans)
        .filteredOn(span -> span.getParentSpanId().equals(spans.get(spans.size() - 1).getSpanId()))
        .filteredOn(span -> span.getName().startsWith("chat"))
        .singleElement()
        .satisfies(span -> assertWindow(span, begun[0], 200, 400));
  }

  /** Returns moments of a run that begins when the call has begun and is over when it answers. */
  private static String[] times(Instant[] begun) {
    begun[0] = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(300);
    String[] times = new String[8];
    for (int i = 0; i < times.length; i++) {
      times[i] = begun[0].plusMillis(100L * i).toString();
    }
    return times;
  }

  private static void assertWindow(SpanData span, Instant begun, int start, int end) {
    long zero = TimeUnit.MILLISECONDS.toNanos(begun.toEpochMilli());
    assertThat(span.getStartEpochNanos()).isEqualTo(zero + TimeUnit.MILLISECONDS.toNanos(start));
    assertThat(span.getEndEpochNanos()).isEqualTo(zero + TimeUnit.MILLISECONDS.toNanos(end));
  }

  private static void assertTree(List<SpanData> spans, String... lines) {
    assertThat(SpanTree.of(spans).lines()).containsExactlyInAnyOrder(lines);
  }
}
