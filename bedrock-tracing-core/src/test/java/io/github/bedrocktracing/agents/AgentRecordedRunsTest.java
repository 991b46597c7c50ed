/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.agent.AgentCalls;
import io.github.bedrocktracing.testing.agent.RecordedRun;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.SpanTree;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Protocol;

/** Recorded runs of agents, replayed through a real client, are the trees that they were. */
final class AgentRecordedRunsTest {
  private static final Path WIRE = Path.of(System.getProperty("bedrock.wire.dir", "absent"));

  /** The recordings take up to twenty seconds; replayed, they take a hundredth of that. */
  private static final int FASTER = 100;

  /** From the answer's being made ready to the first moment that it names, in milliseconds. */
  private static final int LEAD_MILLIS = 500;

  /** The trees, with seconds from the first moment that each recording names. */
  private static final Map<String, String> EXPECTED =
      Map.of(
          "guardrail-streamed-final-response",
          """
                          invoke_agent AGENT1 NONE complete +final_response
            0.227   0.542   apply_guardrail NONE
            0.590   4.045   chat amazon.nova-pro-v1:0 896/165 orchestration
            2.754   3.028   apply_guardrail NONE
            3.029   3.310   apply_guardrail NONE
            3.311   3.560   apply_guardrail NONE
            3.561   3.808   apply_guardrail NONE
            3.809   4.044   apply_guardrail NONE
          """,
          "knowledge-base-citations",
          """
                          invoke_agent AGENT1 complete +final_response
            0.284   1.588   retrieval SSGLURQ9A5 5
            1.589   8.912   chat 2075/362 knowledge_base_response_generation
          """,
          "multi-agent-collaborator",
          """
                          invoke_agent AGENT1 complete +final_response
            0.263   1.893   chat anthropic.claude-3-haiku-20240307-v1:0 922/144 orchestration
            1.907  15.597   invoke_agent SimpleSupervisor +final_response
            2.270   5.180     chat anthropic.claude-3-5-haiku-20241022-v1:0 1055/167 orchestration
            5.193  12.792     invoke_agent MathSolverAgent +final_response
            5.451   6.820       chat anthropic.claude-3-haiku-20240307-v1:0 449/132 orchestration
            6.826   8.031       chat anthropic.claude-3-haiku-20240307-v1:0 739/148 orchestration
            8.038   9.282       chat anthropic.claude-3-haiku-20240307-v1:0 1030/152 orchestration
            9.289  10.780       chat anthropic.claude-3-haiku-20240307-v1:0 1320/201 orchestration
           10.789  12.727       chat anthropic.claude-3-haiku-20240307-v1:0 1610/238 orchestration
           12.801  15.531     chat anthropic.claude-3-5-haiku-20241022-v1:0 1275/131 orchestration
           15.606  16.072   chat anthropic.claude-3-haiku-20240307-v1:0 1156/45 orchestration
          """,
          "pre-processing",
          """
                          invoke_agent AGENT1 complete +final_response
            0.239   3.584   chat anthropic.claude-3-5-sonnet-20240620-v1:0 435/116 pre_processing
            3.617  11.083   chat anthropic.claude-3-5-sonnet-20240620-v1:0 252/354 orchestration
          """,
          "tool-calls-lambda",
          """
                          invoke_agent AGENT1 complete +final_response
            0.239   3.863   chat anthropic.claude-3-5-sonnet-20240620-v1:0 728/165 orchestration
            3.867   4.207   execute_tool add_two_numbers
            4.210   6.316   chat anthropic.claude-3-5-sonnet-20240620-v1:0 915/56 orchestration
          """);

  @AutoClose private static final FakeBedrock bedrock = FakeBedrock.start();

  @BeforeAll
  static void needRecordings() {
    assumeTrue(Files.isDirectory(WIRE), "no recordings: see the property bedrock.wire.dir");
  }

  @TestFactory
  Stream<DynamicTest> recordedRun_isTheTreeThatItWas_atItsOwnTimes() throws IOException {
    return RecordedRun.in(WIRE).stream()
        .flatMap(
            run ->
                Stream.of(Protocol.HTTP1_1, Protocol.HTTP2)
                    .map(
                        protocol ->
                            DynamicTest.dynamicTest(
                                run + " " + protocol, () -> assertTree(run, protocol))));
  }

  @TestFactory
  Stream<DynamicTest> runOfAnotherTime_liesWithinItsCall() throws IOException {
    return RecordedRun.in(WIRE).stream()
        .map(run -> DynamicTest.dynamicTest(run.name(), () -> assertWithinCall(run)));
  }

  private static void assertTree(RecordedRun run, Protocol protocol) throws IOException {
    try (Telemetry telemetry = Telemetry.create();
        AgentCalls calls = new AgentCalls(bedrock, protocol, interceptor(telemetry))) {
      // What a first call has to load must not take the time of the one that counts.
      bedrock.answerAgent(response -> FakeBedrock.stream(response, run.bytes()));
      calls.invoke(AgentCalls.request());
      telemetry.spansOfCall();
      telemetry.reset();
      Instant beginning = Instant.now().plusMillis(LEAD_MILLIS);
      byte[] bytes = run.replayedAt(beginning, FASTER);
      bedrock.answerAgent(
          response -> FakeBedrock.stream(response, bytes).withFixedDelay(2 * LEAD_MILLIS));

      calls.invoke(AgentCalls.request());

      List<SpanData> spans = telemetry.spansOfCall();
      assertThat(SpanTree.of(spans, span -> times(span, beginning)))
          .isEqualTo(EXPECTED.get(run.name()));
      assertInside(spans);
    }
  }

  private static void assertWithinCall(RecordedRun run) {
    try (Telemetry telemetry = Telemetry.create();
        AgentCalls calls = new AgentCalls(bedrock, Protocol.HTTP1_1, interceptor(telemetry))) {
      bedrock.answerAgent(response -> FakeBedrock.stream(response, run.bytes()));

      calls.invoke(AgentCalls.request());

      assertInside(telemetry.spansOfCall());
    }
  }

  /** No span lies outside its parent, nor ends before it starts. */
  private static void assertInside(List<SpanData> spans) {
    for (SpanData span : spans) {
      assertThat(span.getEndEpochNanos()).isGreaterThanOrEqualTo(span.getStartEpochNanos());
      for (SpanData parent : spans) {
        if (parent.getSpanId().equals(span.getParentSpanId())) {
          assertThat(span.getStartEpochNanos())
              .as(span.getName())
              .isGreaterThanOrEqualTo(parent.getStartEpochNanos());
          assertThat(span.getEndEpochNanos())
              .as(span.getName())
              .isLessThanOrEqualTo(parent.getEndEpochNanos());
        }
      }
    }
  }

  /** Returns when a step was at work, in the recording's own time; nothing for the call itself. */
  private static String times(SpanData span, Instant beginning) {
    if (span.getAttributes().asMap().keySet().stream()
        .anyMatch(key -> key.getKey().equals("server.address"))) {
      return " ".repeat(16);
    }
    return seconds(span.getStartEpochNanos(), beginning)
        + seconds(span.getEndEpochNanos(), beginning);
  }

  private static String seconds(long epochNanos, Instant beginning) {
    long begin = TimeUnit.SECONDS.toNanos(beginning.getEpochSecond()) + beginning.getNano();
    double seconds = (epochNanos - begin) * (double) FASTER / 1e9;
    return String.format(Locale.ROOT, "%7.3f ", seconds);
  }

  private static ExecutionInterceptor interceptor(Telemetry telemetry) {
    return BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build().interceptor();
  }
}
