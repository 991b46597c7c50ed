/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bedrocktracing.internal.agent.AgentStreamAccumulator;
import io.github.bedrocktracing.internal.agent.AgenticRetrieveAccumulator;
import io.github.bedrocktracing.internal.agent.FlowAccumulator;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import io.github.bedrocktracing.internal.json.JsonBytes;
import io.github.bedrocktracing.internal.stream.StreamAccumulator;
import io.github.bedrocktracing.testing.agent.FlowTrace;
import io.github.bedrocktracing.testing.agent.RandomRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Events of agents, flows and agentic retrievals as accumulators get them, changed and in any
 * order.
 */
final class AgentEvents {
  private static final List<String> TYPES =
      List.of(
          "trace",
          "trace",
          "trace",
          "chunk",
          "returnControl",
          "files",
          "flowTraceEvent",
          "flowOutputEvent",
          "flowCompletionEvent",
          "flowMultiTurnInputRequestEvent",
          "traceEvent",
          "responseEvent",
          "result");

  private static final String ACTION =
      "{\"actionGroupInvocationInput\":{\"apiPath\":\"/a\",\"verb\":\"get\",\"executionType\":"
          + "\"RETURN_CONTROL\",\"invocationId\":\"i\",\"parameters\":[{\"name\":\"n\",\"value\":\"v\"}],"
          + "\"requestBody\":{\"content\":{\"application/json\":[{\"name\":\"b\",\"value\":\"{}\"}]}}}}";

  private static final List<byte[]> JSON = json();

  private AgentEvents() {}

  static void feed(Mutator mutator, Random random) {
    CaptureLimits limits = random.nextInt(3) == 0 ? null : Oracle.LIMITS;
    AgentListener listener = new WatchedRun();
    StreamAccumulator stream =
        switch (random.nextInt(4)) {
          case 0 -> new FlowAccumulator(limits, listener);
          case 1 -> new AgenticRetrieveAccumulator(limits, listener);
          default -> new AgentStreamAccumulator(limits, listener);
        };
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      String type = TYPES.get(random.nextInt(TYPES.size()));
      if (random.nextInt(20) == 0) {
        stream.passOver(type);
      } else if (stream.wants(type)) {
        stream.event(type, JsonBytes.of(mutator.of(JSON)));
      }
      stream.isChunk(type);
      stream.isComplete();
    }
    stream.isCompleteAtLastByte();
    stream.failure();
    InferenceResponse read = stream.response().build();
    Oracle.content(InputContent.EMPTY, read.outputMessages(), read.streamedEvents());
  }

  private static List<byte[]> json() {
    List<byte[]> frames = new ArrayList<>(FlowTrace.run(Instant.parse("2026-01-01T00:00:00Z")));
    frames.addAll(new RandomRun(7).frames());
    List<byte[]> json = new ArrayList<>();
    frames.forEach(frame -> json.add(AgentFrames.payload(frame)));
    for (String event :
        List.of(
            "{\"trace\":{\"orchestrationTrace\":{\"invocationInput\":" + ACTION + "}}}",
            "{\"trace\":{\"failureTrace\":{\"failureCode\":500,\"failureReason\":\"r\"}}}",
            "{\"invocationId\":\"i\",\"invocationInputs\":[{\"apiInvocationInput\":{\"apiPath\":\"/a\"}}]}",
            "{\"files\":[{\"name\":\"n\",\"type\":\"image/png\",\"bytes\":\"aGk=\"}]}",
            "{\"id\":\"1\",\"timestamp\":1767225600000,\"attributes\":{\"step\":\"Retrieval\","
                + "\"status\":\"IN_PROGRESS\",\"actions\":[{\"retrieve\":{\"inputQuery\":{\"text\":\"q\"},"
                + "\"sourceRetrievers\":[{\"identifier\":\"KB\"}]}}]}}",
            "{\"id\":\"1\",\"timestamp\":1767225600,\"attributes\":{\"step\":\"Retrieval\","
                + "\"status\":\"SUCCEEDED\",\"retrievalResponse\":[{\"content\":{\"byteContent\":\"aGk=\"}}]}}",
            "{\"results\":[],\"generatedResponse\":{\"answer\":\"a\",\"citations\":[{}]}}")) {
      json.add(event.getBytes(UTF_8));
    }
    return json;
  }
}
