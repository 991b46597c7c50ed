/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import io.github.bedrocktracing.endings.MatrixClient.Started;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Exchanges;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;

/** Clients of models. */
final class RuntimeClients {
  private static final String NEEDED = "modelId";

  private RuntimeClients() {}

  static MatrixClient converse(ClientSetup setup) {
    if (setup.kind() == ClientKind.SYNC) {
      BedrockRuntimeClient client = setup.blocking(BedrockRuntimeClient.builder());
      return MatrixClient.of(
          client,
          (change, consumer) -> MatrixClient.onThread(() -> client.converse(converse(change))));
    }
    BedrockRuntimeAsyncClient client = setup.async(BedrockRuntimeAsyncClient.builder());
    return MatrixClient.of(
        client, (change, consumer) -> Started.of(client.converse(converse(change))));
  }

  static MatrixClient invokeModel(ClientSetup setup) {
    if (setup.kind() == ClientKind.SYNC) {
      BedrockRuntimeClient client = setup.blocking(BedrockRuntimeClient.builder());
      return MatrixClient.of(
          client,
          (change, consumer) ->
              MatrixClient.onThread(() -> client.invokeModel(invokeModel(change))));
    }
    BedrockRuntimeAsyncClient client = setup.async(BedrockRuntimeAsyncClient.builder());
    return MatrixClient.of(
        client, (change, consumer) -> Started.of(client.invokeModel(invokeModel(change))));
  }

  static MatrixClient converseStream(ClientSetup setup) {
    BedrockRuntimeAsyncClient client = setup.async(BedrockRuntimeAsyncClient.builder());
    return MatrixClient.of(
        client,
        (change, consumer) ->
            Started.of(
                client.converseStream(
                    change.apply(Exchanges.converseStream().toBuilder(), NEEDED).build(),
                    consumer.ofConverse())));
  }

  static MatrixClient invokeModelStream(ClientSetup setup) {
    BedrockRuntimeAsyncClient client = setup.async(BedrockRuntimeAsyncClient.builder());
    return MatrixClient.of(
        client,
        (change, consumer) ->
            Started.of(
                client.invokeModelWithResponseStream(
                    change.apply(Exchanges.invokeModelStream().toBuilder(), NEEDED).build(),
                    consumer.ofInvokeModel())));
  }

  private static ConverseRequest converse(RequestChange change) {
    return change.apply(Exchanges.converse().toBuilder(), NEEDED).build();
  }

  private static InvokeModelRequest invokeModel(RequestChange change) {
    return change.apply(Exchanges.invokeModel().toBuilder(), NEEDED).build();
  }
}
