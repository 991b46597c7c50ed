/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the run of a managed agent as InvokeAgent streams it, with or without its trace. */
final class AgentWire {
  private static final String ALIAS = "arn:aws:bedrock:us-east-1:123456789012:agent-alias/";

  private final List<EventFrame> frames = new ArrayList<>();
  private final boolean traced;
  private final String session;
  private final Instant begin = Instant.now().plus(Pace.LIFELIKE.thinking());
  private String chain;
  private String agent;
  private String collaborator = "";

  /**
   * Creates a run of which nothing has been written.
   *
   * @param agent the ids of the agent and its alias, with a slash between them
   */
  AgentWire(String agent, String session, boolean traced) {
    this.agent = agent;
    this.session = session;
    this.traced = traced;
    this.chain = caller(agent);
  }

  /** From now on it is a collaborator whose work is written. */
  AgentWire collaborator(String ids, String name) {
    chain = chain + "," + caller(ids);
    agent = ids;
    collaborator = "\"collaboratorName\":\"" + name + "\",";
    return this;
  }

  /** From now on it is the agent that was called again. */
  AgentWire back(String ids) {
    chain = caller(ids);
    agent = ids;
    collaborator = "";
    return this;
  }

  /** Writes a model call: what it was asked and what it answered. */
  AgentWire model(String traceId, String model, String prompt, String answer, Usage usage) {
    step(
        "\"modelInvocationInput\":{\"traceId\":\"%s\",\"type\":\"ORCHESTRATION\","
                .formatted(traceId)
            + "\"foundationModel\":\"%s\",\"inferenceConfiguration\":{\"maximumLength\":512},"
                .formatted(model)
            + "\"text\":%s}".formatted(JsonText.quote(prompt)));
    return step(
        "\"modelInvocationOutput\":{\"traceId\":\"%s\",\"rawResponse\":{\"content\":%s},%s}"
            .formatted(traceId, JsonText.quote(answer), metadata(traceId, usage)));
  }

  /** Writes an action: what was given and what came of it. */
  AgentWire action(String traceId, String kind, String input, String output) {
    step(
        "\"invocationInput\":{\"traceId\":\"%s\",\"invocationType\":\"%s\",%s}"
            .formatted(traceId, kind, input));
    return observation(traceId, kind, output);
  }

  /** Writes that another agent is asked. */
  AgentWire asks(String traceId, String ids, String name, String question) {
    return step(
        "\"invocationInput\":{\"traceId\":\"%s\",\"invocationType\":\"AGENT_COLLABORATOR\","
                .formatted(traceId)
            + "\"agentCollaboratorInvocationInput\":{\"agentCollaboratorAliasArn\":\"%s\","
                .formatted(ALIAS + ids)
            + "\"agentCollaboratorName\":\"%s\",\"input\":{\"type\":\"TEXT\",\"text\":%s}}}"
                .formatted(name, JsonText.quote(question)));
  }

  /** Writes what came of an action. */
  AgentWire observation(String traceId, String kind, String output) {
    return step(
        "\"observation\":{\"traceId\":\"%s\",\"type\":\"%s\",%s}"
            .formatted(traceId, kind, output.replace("%metadata", metadata(traceId, null))));
  }

  /** Writes the answer. */
  AgentWire chunks(List<String> pieces) {
    for (String piece : pieces) {
      String bytes = Base64.getEncoder().encodeToString(piece.getBytes(UTF_8));
      frames.add(EventFrame.event("chunk", "{\"bytes\":\"" + bytes + "\"}"));
    }
    return this;
  }

  Answer answer() {
    return Answer.stream(frames);
  }

  private AgentWire step(String side) {
    if (traced) {
      String[] ids = agent.split("/", -1);
      frames.add(
          EventFrame.event(
              "trace",
              "{\"agentId\":\"%s\",\"agentAliasId\":\"%s\",\"agentVersion\":\"1\",%s"
                      .formatted(ids[0], ids[1], collaborator)
                  + "\"callerChain\":[%s],\"eventTime\":\"%s\",\"sessionId\":\"%s\","
                      .formatted(chain, time(0), session)
                  + "\"trace\":{\"orchestrationTrace\":{%s}}}".formatted(side)));
    }
    return this;
  }

  /** Returns a window from the last frame to this one. */
  private String metadata(String traceId, @Nullable Usage usage) {
    String tokens =
        usage == null
            ? ""
            : ",\"usage\":{\"inputTokens\":%d,\"outputTokens\":%d}"
                .formatted(usage.input(), usage.output());
    return "\"metadata\":{\"startTime\":\"%s\",\"endTime\":\"%s\",\"clientRequestId\":\"%s\"%s}"
        .formatted(time(-1), time(0), traceId, tokens);
  }

  private Instant time(int framesAway) {
    return begin.plus(Pace.LIFELIKE.betweenFrames().multipliedBy(frames.size() + framesAway));
  }

  private static String caller(String ids) {
    return "{\"agentAliasArn\":\"" + ALIAS + ids + "\"}";
  }
}
