/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.agent;

import io.github.bedrocktracing.testing.server.EventStreams;
import java.time.Instant;
import java.util.List;

/** Events of flows, as the service's model has them. */
public final class FlowTrace {
  private static final String AGENTS_TRACE = "11111111-2222-3333-4444-555555555555-0";

  private FlowTrace() {}

  /**
   * Returns a flow of every kind of event that the service's model has, with SECRET in each place
   * that holds content.
   *
   * @param begun when it begins; its events come some milliseconds after
   */
  public static List<byte[]> run(Instant begun) {
    String[] at = new String[9];
    for (int i = 0; i < at.length; i++) {
      at[i] = begun.plusMillis(i).toString();
    }
    return List.of(
        output(at[1], "FlowInputNode", "\"SECRET question\""),
        input(at[2], "Look", "\"SECRET question\""),
        action(at[3], "Look", "{\"key\":\"SECRET request\"}", "{\"n\":\"SECRET reply\"}"),
        output(at[4], "Look", "{\"found\":[\"SECRET fact\"]}"),
        input(at[4], "Choose", "{\"found\":[\"SECRET fact\"]}"),
        condition(at[5], "Choose", "isKnown"),
        input(at[5], "Ask", "\"SECRET question\""),
        agent(at[6], "Ask", AgentTrace.modelInput(AGENTS_TRACE, "SECRET prompt")),
        agent(at[7], "Ask", AgentTrace.modelOutput(AGENTS_TRACE, "SECRET thought", at[6], at[7])),
        agent(at[7], "Ask", AgentTrace.finalResponse(AGENTS_TRACE, "SECRET answer")),
        output(at[8], "Ask", "\"SECRET answer\""),
        input(at[8], "FlowOutputNode", "\"SECRET answer\""),
        result("FlowOutputNode", "\"SECRET answer\""),
        completion("SUCCESS"));
  }

  /** Returns a moment of a flow, some seconds after midnight. */
  public static String time(int second) {
    return "2026-01-01T00:00:0" + second + "Z";
  }

  /** Returns the frame of what a node is given; the document is JSON. */
  public static byte[] input(String time, String node, String document) {
    return input(time, node, document, "");
  }

  /** Returns the frame of what a node is given, with more members of its field. */
  public static byte[] input(String time, String node, String document, String more) {
    return trace(
        "nodeInputTrace",
        time,
        node,
        "\"fields\":[{\"nodeInputName\":\"question\",\"content\":{\"document\":"
            + document
            + "},\"source\":{\"nodeName\":\"FlowInputNode\",\"outputFieldName\":\"document\","
            + "\"expression\":\"$.data\"},\"type\":\"STRING\""
            + more
            + "}]");
  }

  /** Returns the frame of what a node gives; the document is JSON. */
  public static byte[] output(String time, String node, String document) {
    return trace(
        "nodeOutputTrace",
        time,
        node,
        "\"fields\":[{\"nodeOutputName\":\"answer\",\"content\":{\"document\":"
            + document
            + "},\"next\":[{\"nodeName\":\"Next\",\"inputFieldName\":\"document\"}],"
            + "\"type\":\"STRING\"}]");
  }

  /** Returns the frame of a condition node's result. */
  public static byte[] condition(String time, String node, String condition) {
    return trace(
        "conditionNodeResultTrace",
        time,
        node,
        "\"satisfiedConditions\":[{\"conditionName\":\"" + condition + "\"}]");
  }

  /** Returns the frame of a call that a node makes. */
  public static byte[] action(String time, String node, String request, String response) {
    return trace(
        "nodeActionTrace",
        time,
        node,
        "\"serviceName\":\"lambda\",\"operationName\":\"Invoke\",\"requestId\":\"r-1\","
            + "\"operationRequest\":"
            + request
            + ",\"operationResponse\":"
            + response);
  }

  /** Returns the frame of a part of the trace of the agent in a node. */
  public static byte[] agent(String time, String node, String trace) {
    return trace(
        "nodeDependencyTrace",
        time,
        node,
        "\"traceElements\":{\"agentTraces\":[{\"agentId\":\"AGENT1\",\"agentVersion\":\"3\","
            + "\"agentAliasId\":\"ALIAS1\",\"sessionId\":\"s\",\"callerChain\":[{"
            + "\"agentAliasArn\":\""
            + AgentTrace.ROOT
            + "\"}],\"eventTime\":\""
            + time
            + "\",\"trace\":"
            + trace
            + "}]}");
  }

  /** Returns the frame of a document that the flow gives to its caller. */
  public static byte[] result(String node, String document) {
    return EventStreams.event(
        "flowOutputEvent",
        "{\"nodeName\":\"%s\",\"nodeType\":\"FlowOutputNode\",\"content\":{\"document\":%s}}"
            .formatted(node, document));
  }

  /** Returns the frame that ends a flow. */
  public static byte[] completion(String reason) {
    return EventStreams.event("flowCompletionEvent", "{\"completionReason\":\"" + reason + "\"}");
  }

  private static byte[] trace(String kind, String time, String node, String more) {
    return EventStreams.event(
        "flowTraceEvent",
        "{\"trace\":{\"%s\":{\"nodeName\":\"%s\",\"timestamp\":\"%s\",%s}},\"p\":\"abc\"}"
            .formatted(kind, node, time, more));
  }
}
