/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import static io.github.bedrocktracing.endings.MatrixOperation.QUESTION;

import io.github.bedrocktracing.endings.MatrixClient.Started;
import io.github.bedrocktracing.testing.agent.AgentCalls;
import io.github.bedrocktracing.testing.client.ClientKind;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient;
import software.amazon.awssdk.services.bedrockagentruntime.model.FlowInput;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeFlowRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrieveRequest;

/** Clients of agents, flows and knowledge bases. */
final class AgentClients {
  private AgentClients() {}

  static MatrixClient retrieve(ClientSetup setup) {
    if (setup.kind() == ClientKind.SYNC) {
      BedrockAgentRuntimeClient client = setup.blocking(BedrockAgentRuntimeClient.builder());
      return MatrixClient.of(
          client,
          (change, consumer) -> MatrixClient.onThread(() -> client.retrieve(retrieve(change))));
    }
    BedrockAgentRuntimeAsyncClient client = setup.async(BedrockAgentRuntimeAsyncClient.builder());
    return MatrixClient.of(
        client, (change, consumer) -> Started.of(client.retrieve(retrieve(change))));
  }

  static MatrixClient invokeAgent(ClientSetup setup) {
    BedrockAgentRuntimeAsyncClient client = setup.async(BedrockAgentRuntimeAsyncClient.builder());
    return MatrixClient.of(
        client,
        (change, consumer) ->
            Started.of(
                client.invokeAgent(
                    change
                        .apply(AgentCalls.request().toBuilder().inputText(QUESTION), "agentId")
                        .build(),
                    consumer.ofAgent())));
  }

  static MatrixClient invokeFlow(ClientSetup setup) {
    BedrockAgentRuntimeAsyncClient client = setup.async(BedrockAgentRuntimeAsyncClient.builder());
    return MatrixClient.of(
        client,
        (change, consumer) -> Started.of(client.invokeFlow(invokeFlow(change), consumer.ofFlow())));
  }

  private static RetrieveRequest retrieve(RequestChange change) {
    return change
        .apply(
            RetrieveRequest.builder()
                .knowledgeBaseId("KB1")
                .retrievalQuery(query -> query.text(QUESTION)),
            "knowledgeBaseId")
        .build();
  }

  private static InvokeFlowRequest invokeFlow(RequestChange change) {
    return change
        .apply(
            InvokeFlowRequest.builder()
                .flowIdentifier("F1")
                .flowAliasIdentifier("A1")
                .enableTrace(true)
                .inputs(
                    FlowInput.builder()
                        .nodeName("FlowInputNode")
                        .nodeOutputName("document")
                        .content(content -> content.document(Document.fromString(QUESTION)))
                        .build()),
            "flowIdentifier")
        .build();
  }
}
