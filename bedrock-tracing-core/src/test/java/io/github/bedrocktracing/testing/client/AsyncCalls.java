/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;

/** The calls of an asynchronous client, waited for. */
public final class AsyncCalls implements BedrockCalls {
  private static final int PATIENCE_SECONDS = 30;

  private final BedrockRuntimeAsyncClient client;

  /** Makes calls with a client, which is closed with them. */
  public AsyncCalls(BedrockRuntimeAsyncClient client) {
    this.client = client;
  }

  @Override
  public CallResult converse(ConverseRequest request) {
    return result(() -> client.converse(request));
  }

  @Override
  public CallResult invokeModel(InvokeModelRequest request) {
    return result(() -> client.invokeModel(request));
  }

  @Override
  public CallResult converseStream(ConverseStreamRequest request) {
    StreamConsumer consumer = new StreamConsumer();
    return stream(consumer, () -> client.converseStream(request, consumer.ofConverse()));
  }

  @Override
  public CallResult invokeModelStream(InvokeModelWithResponseStreamRequest request) {
    StreamConsumer consumer = new StreamConsumer();
    return stream(
        consumer, () -> client.invokeModelWithResponseStream(request, consumer.ofInvokeModel()));
  }

  @Override
  public void close() {
    client.close();
  }

  private static CallResult stream(
      StreamConsumer consumer, Supplier<CompletableFuture<Void>> call) {
    CallResult end =
        await(() -> call.get().thenApply(nothing -> new CallResult(List.of(), "", "")));
    return end.after(consumer.received());
  }

  private static CallResult result(
      Supplier<? extends CompletableFuture<? extends AwsResponse>> call) {
    return await(() -> call.get().thenApply(CallResult::of));
  }

  /** Waits for the end of a call, which may also throw before it gives a future. */
  private static CallResult await(Supplier<CompletableFuture<CallResult>> call) {
    try {
      return call.get()
          .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .exceptionally(AsyncCalls::thrown)
          .join();
    } catch (Exception thrown) {
      return CallResult.of(thrown);
    } catch (Error thrown) {
      return CallResult.of(thrown);
    }
  }

  private static CallResult thrown(Throwable thrown) {
    if (thrown instanceof TimeoutException) {
      throw new AssertionError("the call never ended", thrown);
    }
    return CallResult.of(thrown);
  }
}
