/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bedrocktracing.testing.agent.AgentTrace;
import io.github.bedrocktracing.testing.agent.FlowTrace;
import io.github.bedrocktracing.testing.server.Reply;
import java.util.List;
import java.util.Map;

/** Answers of agents, flows and knowledge bases, in six frames each where they come in frames. */
final class AgentAnswers {
  /** What a knowledge base finds. */
  static final String RETRIEVED =
      "{\"retrievalResults\":[{\"content\":{\"type\":\"TEXT\",\"text\":\"Hello\"},\"score\":0.5}]}";

  private static final String BEGUN = "2026-01-01T00:00:01Z";
  private static final String ENDED = "2026-01-01T00:00:02Z";

  private AgentAnswers() {}

  /** Returns the frames of an agent's run with one model call; its end is the last. */
  static byte[][] agentFrames() {
    return new byte[][] {
      AgentTrace.part(BEGUN, AgentTrace.modelInput("t-0", "x")),
      AgentTrace.chunk("Hel"),
      AgentTrace.chunk("lo"),
      AgentTrace.part(ENDED, AgentTrace.modelOutput("t-0", "y", BEGUN, ENDED)),
      AgentTrace.chunk("!"),
      AgentTrace.part(ENDED, AgentTrace.finalResponse("t-0", "z"))
    };
  }

  /** Returns the frames of a flow's run; its completion is the last. */
  static byte[][] flowFrames() {
    return new byte[][] {
      FlowTrace.output(BEGUN, "FlowInputNode", "\"x\""),
      FlowTrace.input(BEGUN, "Look", "\"x\""),
      FlowTrace.result("FlowOutputNode", "\"Hello\""),
      FlowTrace.output(ENDED, "Look", "\"y\""),
      FlowTrace.input(ENDED, "FlowOutputNode", "\"y\""),
      FlowTrace.completion("SUCCESS")
    };
  }

  /** Returns the body of an agent in a runtime. */
  static Reply serverSentEvents() {
    List<byte[]> events =
        List.of("Hel", "lo", " a", "b", "c", "d").stream()
            .map(text -> ("data: \"" + text + "\"\n\n").getBytes(UTF_8))
            .toList();
    return new Reply(
        200,
        Map.of("content-type", "text/event-stream", "x-amzn-requestid", "req-1"),
        events,
        -1,
        0,
        Reply.Ending.ORDERLY);
  }
}
