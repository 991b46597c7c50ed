/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentResponseHandler;

/** A question to a managed agent of Bedrock. Nothing here knows of tracing. */
final class SupportAgent {
  private SupportAgent() {}

  /** Asks the agent, and returns what came back in a few words. */
  static String ask(BedrockAgentRuntimeAsyncClient agents) {
    AtomicInteger characters = new AtomicInteger();
    // readme:start agent
    InvokeAgentRequest request =
        InvokeAgentRequest.builder()
            .agentId("SUPPORT001")
            .agentAliasId("LIVE000001")
            .sessionId("customer-42")
            .inputText("May I send order 4711 back?")
            .enableTrace(true)
            .build();
    // readme:end agent
    InvokeAgentResponseHandler handler =
        InvokeAgentResponseHandler.builder()
            .subscriber(
                InvokeAgentResponseHandler.Visitor.builder()
                    .onChunk(
                        chunk ->
                            characters.addAndGet(
                                chunk.bytes().asString(StandardCharsets.UTF_8).length()))
                    .build())
            .build();
    agents.invokeAgent(request, handler).join();
    return characters + " characters of text";
  }
}
