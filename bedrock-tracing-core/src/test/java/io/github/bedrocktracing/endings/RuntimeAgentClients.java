/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import static io.github.bedrocktracing.endings.MatrixOperation.QUESTION;

import io.github.bedrocktracing.endings.MatrixClient.Started;
import io.github.bedrocktracing.testing.client.AgentCoreClients;
import io.github.bedrocktracing.testing.client.ClientKind;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.ResponsePublisher;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreAsyncClient;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreClient;
import software.amazon.awssdk.services.bedrockagentcore.model.InvokeAgentRuntimeRequest;
import software.amazon.awssdk.services.bedrockagentcore.model.InvokeAgentRuntimeResponse;

/** Clients of agents in an AgentCore runtime, whose bodies are read as streams. */
final class RuntimeAgentClients {
  private RuntimeAgentClients() {}

  static MatrixClient invoke(ClientSetup setup) {
    if (setup.kind() == ClientKind.SYNC) {
      BedrockAgentCoreClient client = setup.blocking(BedrockAgentCoreClient.builder());
      return MatrixClient.of(
          client,
          (change, consumer) ->
              MatrixClient.onThread(
                  () -> {
                    BodyReading.read(client.invokeAgentRuntime(request(change)), consumer);
                    return null;
                  }));
    }
    BedrockAgentCoreAsyncClient client = setup.async(BedrockAgentCoreAsyncClient.builder());
    return MatrixClient.of(
        client,
        (change, consumer) -> {
          CompletableFuture<ResponsePublisher<InvokeAgentRuntimeResponse>> future =
              client.invokeAgentRuntime(request(change), AsyncResponseTransformer.toPublisher());
          return new Started(future, future.thenCompose(body -> BodyReading.read(body, consumer)));
        });
  }

  private static InvokeAgentRuntimeRequest request(RequestChange change) {
    return change
        .apply(
            AgentCoreClients.request().toBuilder()
                .payload(SdkBytes.fromUtf8String("{\"prompt\":\"" + QUESTION + "\"}")),
            "agentRuntimeArn")
        .build();
  }
}
