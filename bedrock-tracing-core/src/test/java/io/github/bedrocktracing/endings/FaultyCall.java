/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.CallResult;
import io.github.bedrocktracing.testing.ClientKind;
import io.github.bedrocktracing.testing.Clients;
import io.github.bedrocktracing.testing.HookWitness;
import io.github.bedrocktracing.testing.ScriptedBedrock;
import io.github.bedrocktracing.testing.StreamConsumer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClientBuilder;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClientBuilder;

/** A client of one kind against a server that behaves as a fault wants, for one call. */
final class FaultyCall implements AutoCloseable {
  /** What the caller has whose future never completes. */
  static final CallResult NOTHING = new CallResult(List.of(), "", "");

  private static final int PATIENCE_SECONDS = 30;

  private final MatrixOperation operation;
  private final Fault fault;
  private final BedrockTracing tracing;
  private final HookWitness witness = new HookWitness();
  private final ScriptedBedrock bedrock;
  private final AutoCloseable client;
  private final Runnable closeConnections;

  /**
   * Connects a client.
   *
   * @param tracing what a fault shuts down
   * @param attachment puts tracing on the client, or leaves it
   */
  FaultyCall(
      MatrixOperation operation,
      ClientKind kind,
      Fault fault,
      BedrockTracing tracing,
      Attachment attachment) {
    this.operation = operation;
    this.fault = fault;
    this.tracing = tracing;
    this.bedrock = ScriptedBedrock.start(fault.script(operation));
    Consumer<ClientOverrideConfiguration.Builder> configuration =
        fault
            .client()
            .andThen(attachment.interceptor(tracing))
            .andThen(c -> c.addExecutionInterceptor(witness));
    if (kind == ClientKind.SYNC) {
      BedrockRuntimeClientBuilder builder = Clients.syncBuilder(bedrock, configuration);
      attachment.plugin(tracing).ifPresent(builder::addPlugin);
      this.client = builder.build();
      this.closeConnections = () -> {};
    } else {
      BedrockRuntimeAsyncClientBuilder builder =
          Clients.asyncBuilder(bedrock, kind.protocol(), configuration);
      attachment.plugin(tracing).ifPresent(builder::addPlugin);
      if (fault.needsOwnConnections()) {
        SdkAsyncHttpClient http = Clients.newAsyncHttpClient(kind.protocol());
        builder.httpClient(http);
        this.closeConnections = http::close;
      } else {
        this.closeConnections = () -> {};
      }
      this.client = builder.build();
    }
    if (fault.isRefused()) {
      bedrock.close();
    }
  }

  /** Makes the call, in which nothing but the SDK keeps anything of it afterwards. */
  CallResult make() {
    StreamConsumer consumer = fault.newConsumer();
    CompletableFuture<?> future = start(consumer);
    fault.disturb(new InFlight(bedrock, tracing, consumer, future, this::closeClient));
    if (!fault.callerWaits()) {
      return NOTHING;
    }
    CallResult end = result(future);
    return operation.streams()
        ? new CallResult(consumer.received(), end.failure(), end.errorType())
        : end;
  }

  /**
   * Closes the connections of the call, which the server's end of them tells the client as well.
   */
  void hangUp() {
    bedrock.close();
  }

  /** Returns the number of requests that have reached the server. */
  int requests() {
    return bedrock.requests();
  }

  /** Returns the number of attempts that the SDK has told of. */
  int attempts() {
    return witness.attempts();
  }

  @Override
  public void close() {
    closeClient();
    bedrock.close();
  }

  private CompletableFuture<?> start(StreamConsumer consumer) {
    try {
      if (client instanceof BedrockRuntimeClient blocking) {
        return CompletableFuture.supplyAsync(
            () -> operation.call(blocking, fault.requestChange()), task -> thread(task).start());
      }
      return operation.start((BedrockRuntimeAsyncClient) client, fault.requestChange(), consumer);
    } catch (RuntimeException thrown) {
      return CompletableFuture.failedFuture(thrown);
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "blocking-caller");
    thread.setDaemon(true);
    return thread;
  }

  private static CallResult result(CompletableFuture<?> future) {
    try {
      Object got = future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return got instanceof AwsResponse response ? CallResult.of(response) : NOTHING;
    } catch (ExecutionException failed) {
      return CallResult.of(failed.getCause());
    } catch (TimeoutException never) {
      throw new AssertionError("the call never ended", never);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    } catch (RuntimeException cancelled) {
      return CallResult.of(cancelled);
    }
  }

  private void closeClient() {
    try {
      client.close();
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
    closeConnections.run();
  }
}
