/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bedrocktracing.internal.operation.OperationCaptures;
import io.github.bedrocktracing.internal.stream.StreamAccumulator;
import io.github.bedrocktracing.testing.agent.AgentTrace;
import io.github.bedrocktracing.testing.agent.FlowTrace;
import io.github.bedrocktracing.testing.server.EventStreams;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The streams of the services of agents, and what of them is mutated. */
final class AgentFrames {
  private static final List<AgentFrames> ALL =
      List.of(
          new AgentFrames(
              "BedrockAgentRuntime",
              "InvokeAgent",
              agent(),
              "trace",
              "chunk",
              "returnControl",
              "files"),
          new AgentFrames(
              "BedrockAgentRuntime",
              "InvokeFlow",
              FlowTrace.run(Instant.EPOCH),
              "flowTraceEvent",
              "flowOutputEvent",
              "flowCompletionEvent"),
          new AgentFrames("BedrockAgentCore", "InvokeCodeInterpreter", interpreter(), "result"),
          new AgentFrames(
              "BedrockAgentRuntime",
              "RetrieveAndGenerateStream",
              List.of(
                  EventStreams.event("output", "{\"text\":\"Hello\"}"),
                  EventStreams.event(
                      "citation",
                      "{\"citation\":{\"retrievedReferences\":[{\"content\":{\"text\":\"x\"},"
                          + "\"location\":{\"s3Location\":{\"uri\":\"s3://b/k\"}}}]}}"),
                  EventStreams.event("guardrail", "{\"action\":\"NONE\"}")),
              "output",
              "citation",
              "guardrail"));

  private static final int PRELUDE_LENGTH = 12;
  private static final int CHECKSUM_LENGTH = 4;

  private final String service;
  private final String operation;
  private final List<byte[]> frames;
  private final List<String> events;

  private AgentFrames(String service, String operation, List<byte[]> frames, String... events) {
    this.service = service;
    this.operation = operation;
    this.frames = frames;
    this.events = List.of(events);
  }

  /** Returns those of an agent. */
  static AgentFrames agents() {
    return ALL.get(0);
  }

  /** Returns any of them. */
  static AgentFrames any(Random random) {
    return ALL.get(random.nextInt(ALL.size()));
  }

  /** Returns an accumulator of its operation, watched where it tells of steps. */
  StreamAccumulator accumulator() {
    StreamAccumulator accumulator =
        OperationCaptures.forExecution(service, operation)
            .newStreamAccumulator(Oracle.LIMITS, new WatchedRun());
    if (accumulator == null) {
      throw new IllegalStateException(operation + " has no stream");
    }
    return accumulator;
  }

  /** Returns a whole stream that was changed, mostly so that its checksums tell. */
  byte[] changed(Mutator mutator) {
    return mutator.of(List.of(EventStreams.concat(frames)));
  }

  /** Returns a stream of whole frames in any order, whose JSON was changed. */
  byte[] changedWithin(Mutator mutator, Random random) {
    List<byte[]> payloads = frames.stream().map(AgentFrames::payload).toList();
    List<byte[]> changed = new ArrayList<>();
    int count = 1 + random.nextInt(24);
    for (int i = 0; i < count; i++) {
      byte[] frame = frames.get(random.nextInt(frames.size()));
      changed.add(
          switch (random.nextInt(4)) {
            case 0 -> frame;
            case 1 ->
                EventStreams.event(events.get(random.nextInt(events.size())), mutator.of(payloads));
            default -> EventStreams.event(type(frame), mutator.of(List.of(payload(frame))));
          });
    }
    return EventStreams.concat(changed);
  }

  /** Returns what a frame holds. */
  static byte[] payload(byte[] frame) {
    int headers = ByteBuffer.wrap(frame).getInt(4);
    return Arrays.copyOfRange(frame, PRELUDE_LENGTH + headers, frame.length - CHECKSUM_LENGTH);
  }

  /** Returns the type of the event, which is the value of the first header. */
  private static String type(byte[] frame) {
    int name = PRELUDE_LENGTH + 1;
    int value = name + frame[PRELUDE_LENGTH] + 1;
    int length = ByteBuffer.wrap(frame).getShort(value);
    return new String(frame, value + 2, length, UTF_8);
  }

  private static List<byte[]> agent() {
    String time = "2026-01-01T00:00:01Z";
    String helper = AgentTrace.alias("B", "2");
    String[] chain = {AgentTrace.ROOT, helper};
    return List.of(
        AgentTrace.part(time, AgentTrace.modelInput("t-0", "{\\\"system\\\":\\\"s\\\"}")),
        AgentTrace.part(time, AgentTrace.modelOutput("t-0", "<thinking>x</thinking>", time, time)),
        AgentTrace.part(
            time,
            AgentTrace.invocation(
                "t-1",
                "ACTION_GROUP",
                "\"actionGroupInvocationInput\":{\"actionGroupName\":\"g\",\"function\":\"f\","
                    + "\"parameters\":[{\"name\":\"a\",\"type\":\"string\",\"value\":\"1\"}]}")),
        AgentTrace.part(
            time,
            AgentTrace.observation(
                "t-1", "ACTION_GROUP", "\"actionGroupInvocationOutput\":{\"text\":\"ok\"}")),
        AgentTrace.part(time, AgentTrace.asked("t-2", "Bob", helper, "x")),
        AgentTrace.part(chain, "Bob", time, AgentTrace.modelInput("u-0", "x")),
        AgentTrace.part(chain, "Bob", time, AgentTrace.modelOutput("u-0", "y", time, time)),
        AgentTrace.part(time, AgentTrace.collaborated("t-2", "Bob", helper, "y", "r-1")),
        AgentTrace.part(time, AgentTrace.finalResponse("t-3", "z")),
        AgentTrace.chunk("Hello"),
        EventStreams.event(
            "returnControl",
            "{\"invocationId\":\"i\",\"invocationInputs\":[{\"functionInvocationInput\":"
                + "{\"actionGroup\":\"g\",\"function\":\"f\",\"parameters\":[]}}]}"));
  }

  private static List<byte[]> interpreter() {
    return List.of(
        EventStreams.event(
            "result",
            "{\"content\":[{\"type\":\"text\",\"text\":\"42\"},{\"type\":\"image\","
                + "\"data\":\"aGk=\",\"mimeType\":\"image/png\"}],\"structuredContent\":"
                + "{\"stdout\":\"42\",\"exitCode\":0,\"executionTime\":0.5},\"isError\":false}"));
  }
}
