/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.agent;

import io.github.bedrocktracing.testing.server.EventStreams;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Events of agents, as the service's model has them. */
public final class AgentTrace {
  /** The alias of the agent that is called. */
  public static final String ROOT = alias("AGENT1", "ALIAS1");

  private AgentTrace() {}

  /** Returns the ARN of an alias. */
  public static String alias(String agent, String alias) {
    return "arn:aws:bedrock:us-east-1:123456789012:agent-alias/" + agent + "/" + alias;
  }

  /** Returns the frame of a part of the trace, of the agent that is called. */
  public static byte[] part(String time, String trace) {
    return part(new String[] {ROOT}, null, time, trace);
  }

  /** Returns the frame of a part of the trace. */
  public static byte[] part(String[] chain, String collaborator, String time, String trace) {
    StringBuilder callers = new StringBuilder();
    for (String alias : chain) {
      callers.append(callers.isEmpty() ? "" : ",");
      callers.append("{\"agentAliasArn\":\"").append(alias).append("\"}");
    }
    String last = chain.length == 0 ? "" : chain[chain.length - 1];
    String agent = last.contains("/") ? last.split("/", -1)[1] : "";
    String json =
        """
        {"agentAliasId":"ALIAS1","agentId":"%s","agentVersion":"3","callerChain":[%s],%s
         "eventTime":"%s","sessionId":"session-1","trace":%s,"p":"abc"}
        """
            .formatted(
                agent,
                callers,
                collaborator == null ? "" : "\"collaboratorName\":\"" + collaborator + "\",",
                time,
                trace);
    return EventStreams.event("trace", json);
  }

  /** Returns an orchestration trace. */
  public static String orchestration(String side) {
    return "{\"orchestrationTrace\":" + side + "}";
  }

  /** Returns the input of a model call. */
  public static String modelInput(String traceId, String prompt) {
    return orchestration(
        """
        {"modelInvocationInput":{"foundationModel":"amazon.nova-pro-v1:0","traceId":"%s",
          "type":"ORCHESTRATION","text":"%s","inferenceConfiguration":{"__type":"x#y",
          "maximumLength":1024,"temperature":0.5,"topK":1,"topP":1.0,"stopSequences":["</a>"]}}}"""
            .formatted(traceId, prompt));
  }

  /** Returns the output of a model call. */
  public static String modelOutput(String traceId, String raw, String start, String end) {
    return orchestration(
        """
        {"modelInvocationOutput":{"traceId":"%s","rawResponse":{"content":"%s"},
          "metadata":{"startTime":"%s","endTime":"%s","totalTimeMs":1,"clientRequestId":"c-1",
                      "usage":{"inputTokens":11,"outputTokens":7}}}}"""
            .formatted(traceId, raw, start, end));
  }

  /** Returns the beginning of an action. */
  public static String invocation(String traceId, String type, String input) {
    return orchestration(
        "{\"invocationInput\":{\"traceId\":\"%s\",\"invocationType\":\"%s\",%s}}"
            .formatted(traceId, type, input));
  }

  /** Returns what came of an action. */
  public static String observation(String traceId, String type, String output) {
    return orchestration(
        "{\"observation\":{\"traceId\":\"%s\",\"type\":\"%s\",%s}}"
            .formatted(traceId, type, output));
  }

  /** Returns what a collaborator is asked. */
  public static String asked(String traceId, String name, String alias, String text) {
    return invocation(
        traceId,
        "AGENT_COLLABORATOR",
        "\"agentCollaboratorInvocationInput\":{\"agentCollaboratorAliasArn\":\"%s\",\"agentCollaboratorName\":\"%s\",\"input\":{\"type\":\"TEXT\",\"text\":\"%s\"}}"
            .formatted(alias, name, text));
  }

  /** Returns what a collaborator answers. */
  public static String collaborated(
      String traceId, String name, String alias, String text, String requestId) {
    return observation(
        traceId,
        "AGENT_COLLABORATOR",
        "\"agentCollaboratorInvocationOutput\":{\"agentCollaboratorAliasArn\":\"%s\",\"agentCollaboratorName\":\"%s\",\"metadata\":{\"clientRequestId\":\"%s\"},\"output\":{\"type\":\"TEXT\",\"text\":\"%s\"}}"
            .formatted(alias, name, requestId, text));
  }

  /** Returns the final response. */
  public static String finalResponse(String traceId, String text) {
    return observation(traceId, "FINISH", "\"finalResponse\":{\"text\":\"" + text + "\"}");
  }

  /** Returns the frame of a piece of the answer. */
  public static byte[] chunk(String text) {
    return chunk(text, "");
  }

  /** Returns the frame of a piece of the answer with more members. */
  public static byte[] chunk(String text, String more) {
    String bytes = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return EventStreams.event("chunk", "{\"bytes\":\"" + bytes + "\"" + more + ",\"p\":\"ab\"}");
  }
}
