/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.client;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/** The operations that stream, with the calls of {@link Exchanges}. */
public enum StreamOperation {
  CONVERSE("converse-stream") {
    @Override
    public byte[][] frames() {
      return Exchanges.converseFrames();
    }

    @Override
    public CallResult call(BedrockCalls calls) {
      return calls.converseStream(Exchanges.converseStream());
    }

    @Override
    public CompletableFuture<Void> start(
        BedrockRuntimeAsyncClient client, StreamConsumer consumer) {
      return client.converseStream(Exchanges.converseStream(), consumer.ofConverse());
    }
  },
  INVOKE_MODEL("invoke-with-response-stream") {
    @Override
    public byte[][] frames() {
      return Exchanges.invokeModelFrames();
    }

    @Override
    public CallResult call(BedrockCalls calls) {
      return calls.invokeModelStream(Exchanges.invokeModelStream());
    }

    @Override
    public CompletableFuture<Void> start(
        BedrockRuntimeAsyncClient client, StreamConsumer consumer) {
      return client.invokeModelWithResponseStream(
          Exchanges.invokeModelStream(), consumer.ofInvokeModel());
    }
  };

  private final String path;

  StreamOperation(String path) {
    this.path = path;
  }

  /** Returns the last part of the path of its requests. */
  public String path() {
    return path;
  }

  /** Returns the frames of its answer. */
  public abstract byte[][] frames();

  /** Makes a call to its end. */
  public abstract CallResult call(BedrockCalls calls);

  /** Starts a call. */
  public abstract CompletableFuture<Void> start(
      BedrockRuntimeAsyncClient client, StreamConsumer consumer);
}
