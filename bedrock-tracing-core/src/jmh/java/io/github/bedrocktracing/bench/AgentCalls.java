/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import io.opentelemetry.api.trace.Span;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentResponseHandler;

/** Calls of a managed agent; a hand-written span stands around the call and has no steps. */
final class AgentCalls implements Caller {
  private static final InvokeAgentRequest REQUEST =
      InvokeAgentRequest.builder()
          .agentId("AGENT1")
          .agentAliasId("ALIAS1")
          .sessionId("session-1")
          .inputText(Bodies.text(200))
          .enableTrace(true)
          .build();

  private final BedrockAgentRuntimeAsyncClient client;
  private final HandWrittenSpan byHand;

  AgentCalls(BedrockAgentRuntimeAsyncClient client, HandWrittenSpan byHand) {
    this.client = client;
    this.byHand = byHand;
  }

  @Override
  public Object call() {
    long start = System.nanoTime();
    Span span = byHand == null ? null : byHand.start("invoke_agent", "AGENT1", false);
    AtomicInteger events = new AtomicInteger();
    InvokeAgentResponseHandler handler =
        InvokeAgentResponseHandler.builder().subscriber(event -> events.incrementAndGet()).build();
    client.invokeAgent(REQUEST, handler).join();
    if (span != null) {
      byHand.end(span, "invoke_agent", "AGENT1", "", 0, 0, null, start);
    }
    return events.get();
  }

  @Override
  public void close() {
    client.close();
  }
}
