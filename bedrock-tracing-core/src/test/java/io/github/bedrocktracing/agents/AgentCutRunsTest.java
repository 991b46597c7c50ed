/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrocktracing.testing.agent.AgentCalls;
import io.github.bedrocktracing.testing.agent.RecordedRun;
import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.SpanTree;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.http.Protocol;

/** Whatever of a recorded run arrives, what it tells is recorded, and no span is left open. */
final class AgentCutRunsTest {
  private static final Path WIRE = Path.of(System.getProperty("bedrock.wire.dir", "absent"));

  @TestFactory
  Stream<DynamicTest> cutRun_isTheBeginningOfItsTree() throws IOException {
    assumeTrue(Files.isDirectory(WIRE), "no recordings: see the property bedrock.wire.dir");
    return RecordedRun.in(WIRE).stream()
        .map(run -> DynamicTest.dynamicTest(run.name(), () -> assertBeginnings(run)));
  }

  private static void assertBeginnings(RecordedRun run) {
    LogLines log = LogLines.of("io.github.bedrocktracing");
    try (FakeBedrock bedrock = FakeBedrock.start();
        Telemetry telemetry = Telemetry.create();
        AgentCalls calls = AgentCalls.withContent(bedrock, telemetry);
        AgentCalls untraced = new AgentCalls(bedrock, Protocol.HTTP1_1)) {
      byte[] bytes = run.bytes();
      List<Object> seen = new ArrayList<>();
      List<SpanData> whole = spans(bedrock, telemetry, calls, bytes, seen);
      List<String> told = told(whole);

      for (int cut : cuts(run)) {
        List<SpanData> spans = spans(bedrock, telemetry, calls, Arrays.copyOf(bytes, cut), seen);

        SpanData call = spans.get(spans.size() - 1);
        assertThat(seen).as("cut at %d", cut).isEqualTo(untraced.invoke(AgentCalls.request()));
        boolean all = cut == bytes.length;
        assertThat(told(spans)).as("cut at %d", cut).isEqualTo(told.subList(0, told(spans).size()));
        assertThat(ended(spans))
            .as("cut at %d", cut)
            .containsExactlyInAnyOrderElementsOf(run.ended(cut));
        assertThat(call.getName()).isEqualTo("invoke_agent AGENT1");
        assertThat(call.getStatus().getStatusCode())
            .as("cut at %d", cut)
            .isEqualTo(isWhole(run, cut) ? StatusCode.UNSET : StatusCode.ERROR);
        assertThat(telemetry.started()).isEqualTo(telemetry.ended());
        assertThat(spans).hasSizeLessThanOrEqualTo(whole.size());
        assertThat(all && spans.size() < whole.size()).isFalse();
      }
      assertThat(log.text()).isEmpty();
    } finally {
      log.close();
    }
  }

  /** Where the final response has been told, the answer is there, and what follows is nothing. */
  private static boolean isWhole(RecordedRun run, int cut) {
    List<Integer> ends = run.frameEnds();
    return cut == ends.get(ends.size() - 1);
  }

  /** Returns each frame's end, and places within each frame. */
  private static Set<Integer> cuts(RecordedRun run) {
    Set<Integer> cuts = new TreeSet<>();
    int begin = 0;
    for (int end : run.frameEnds()) {
      // Within the prelude, the headers, the payload and the checksum.
      cuts.addAll(List.of(begin + 1, begin + 5, begin + 12, begin + 40));
      cuts.addAll(List.of((begin + end) / 2, end - 40, end - 5, end - 4, end - 3, end - 1, end));
      begin = end;
    }
    return cuts;
  }

  private static List<SpanData> spans(
      FakeBedrock bedrock, Telemetry telemetry, AgentCalls calls, byte[] bytes, List<Object> seen) {
    seen.clear();
    telemetry.reset();
    bedrock.reset();
    bedrock.answerAgent(response -> FakeBedrock.stream(response, bytes));
    seen.addAll(calls.invoke(AgentCalls.request()));
    return telemetry.spansOfCall();
  }

  /** Returns the operations of the steps whose end was told, those of models with their tokens. */
  private static List<String> ended(List<SpanData> spans) {
    List<String> ended = new ArrayList<>();
    for (SpanData span : spans.subList(0, spans.size() - 1)) {
      Map<String, Object> attributes = MetricPoint.byName(span.getAttributes());
      if (!attributes.containsKey("aws.bedrock.agent.step.unfinished")) {
        String operation = attributes.get("gen_ai.operation.name").toString();
        ended.add(
            operation.equals("chat")
                ? "chat "
                    + attributes.get("gen_ai.usage.input_tokens")
                    + "/"
                    + attributes.get("gen_ai.usage.output_tokens")
                : operation);
      }
    }
    return ended;
  }

  /**
   * Returns the lines of the steps whose end was told, in the order in which they were exported.
   */
  private static List<String> told(List<SpanData> spans) {
    return spans.stream()
        .filter(span -> !span.getName().equals("invoke_agent AGENT1"))
        .map(SpanTree::line)
        .filter(line -> !line.contains(" unfinished"))
        .toList();
  }
}
