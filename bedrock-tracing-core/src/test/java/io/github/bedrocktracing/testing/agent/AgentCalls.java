/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.agent;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.CallResult;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentResponseHandler;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeInlineAgentRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeInlineAgentResponseHandler;

/** Calls of agents, waited for. */
public final class AgentCalls implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final BedrockAgentRuntimeAsyncClient client;

  /** Makes calls with a client of its own. */
  public AgentCalls(FakeBedrock bedrock, Protocol protocol, ExecutionInterceptor... interceptors) {
    this.client = Clients.agents(bedrock, protocol, interceptors);
  }

  /** Makes calls whose content is recorded on spans. */
  public static AgentCalls withContent(FakeBedrock bedrock, Telemetry telemetry) {
    return new AgentCalls(
        bedrock,
        Protocol.HTTP1_1,
        BedrockTracing.builder()
            .openTelemetry(telemetry.openTelemetry())
            .captureContent(true)
            .build()
            .interceptor());
  }

  /** Returns a request that asks for the trace. */
  public static InvokeAgentRequest request() {
    return InvokeAgentRequest.builder()
        .agentId("AGENT1")
        .agentAliasId("ALIAS1")
        .sessionId("session-1")
        .memoryId("memory-1")
        .inputText("What is the order?")
        .enableTrace(true)
        .build();
  }

  /**
   * Calls an agent to its end; returns what the caller saw: events, and an exception at the end.
   */
  public List<Object> invoke(InvokeAgentRequest request) {
    List<Object> seen = new CopyOnWriteArrayList<>();
    return invoke(request, seen, event -> {});
  }

  /** Calls an agent to its end, doing something at each event. */
  public List<Object> invoke(
      InvokeAgentRequest request, List<Object> seen, Consumer<Object> onEvent) {
    InvokeAgentResponseHandler handler =
        InvokeAgentResponseHandler.builder()
            .subscriber(
                event -> {
                  seen.add(event);
                  onEvent.accept(event);
                })
            .build();
    end(seen, () -> client.invokeAgent(request, handler).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    return seen;
  }

  /** Calls an agent that the request describes. */
  public List<Object> invokeInline(InvokeInlineAgentRequest request) {
    List<Object> seen = new CopyOnWriteArrayList<>();
    InvokeInlineAgentResponseHandler handler =
        InvokeInlineAgentResponseHandler.builder().subscriber(seen::add).build();
    end(
        seen,
        () -> client.invokeInlineAgent(request, handler).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    return seen;
  }

  /** Returns the client. */
  public BedrockAgentRuntimeAsyncClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
  }

  private static void end(List<Object> seen, Call call) {
    try {
      call.run();
    } catch (Exception thrown) {
      seen.add(CallResult.describe(thrown));
    }
  }

  private interface Call {
    void run() throws Exception;
  }
}
