/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.endings.MatrixClient.Started;
import io.github.bedrocktracing.testing.client.CallResult;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.StreamConsumer;
import io.github.bedrocktracing.testing.sdk.HookWitness;
import io.github.bedrocktracing.testing.server.BedrockServer;
import io.github.bedrocktracing.testing.server.RefusingPort;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/** A client of one kind against a server that behaves as a fault wants, for one call. */
final class FaultyCall implements AutoCloseable {
  private static final CallResult NOTHING = new CallResult(List.of(), "", "");
  private static final int PATIENCE_SECONDS = 30;

  /** What a client does at its latest whose connections are to be closed. */
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

  private final MatrixOperation operation;
  private final ClientKind kind;
  private final Fault fault;
  private final BedrockTracing tracing;
  private final HookWitness witness = new HookWitness();
  private final StreamConsumer consumer;
  private final ScriptedBedrock bedrock;
  private final BedrockServer server;
  private final LateTimeouts timeouts;
  private final MatrixClient client;
  private final Optional<SdkAsyncHttpClient> connections;

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
    this.kind = kind;
    this.fault = fault;
    this.tracing = tracing;
    StreamConsumer consuming = fault.newConsumer();
    ScriptedBedrock scripted = ScriptedBedrock.start(fault.script(operation));
    int frames = fault.framesSeen();
    scripted.partsRead(consuming::events);
    this.consumer = consuming;
    this.bedrock = scripted;
    this.server = fault.isRefused() ? new RefusingPort() : scripted;
    this.timeouts =
        new LateTimeouts(
            () ->
                scripted.requests() > 0 && (!operation.streams() || consuming.events() >= frames));
    Consumer<ClientOverrideConfiguration.Builder> configuration =
        fault
            .client()
            .andThen(c -> fault.callTimeout().ifPresent(time -> timeOut(c, time)))
            .andThen(attachment.interceptor(tracing))
            .andThen(c -> c.addExecutionInterceptor(witness));
    this.connections =
        fault.needsOwnConnections() && kind != ClientKind.SYNC
            ? Optional.of(Clients.newAsyncHttpClient(kind.protocol(), READ_TIMEOUT))
            : Optional.empty();
    this.client =
        operation.connect(
            new ClientSetup(server, kind, configuration, attachment.plugin(tracing), connections));
  }

  /** Makes the call, of which nobody but the SDK keeps anything afterwards. */
  Made make() {
    Started call = start();
    fault.disturb(new InFlight(bedrock, tracing, consumer, call.future(), this::closeClient));
    boolean waits = fault.callerWaits(operation, kind);
    if (!waits) {
      await().until(() -> consumer.events() >= fault.framesSeen());
    }
    CallResult end = waits ? result(call.over()) : NOTHING;
    CallResult seen =
        operation.streams()
            ? new CallResult(consumer.received(), end.failure(), end.errorType())
            : end;
    return new Made(seen, server.requests(), witness);
  }

  /**
   * Makes another call, untraced, on the connections of this one. Over HTTP/1.1 the SDK's pool may
   * hold a closed connection, and with it the last call on it, until it looks there for one.
   */
  void callAgain() {
    try (MatrixClient other = operation.connect(ClientSetup.plain(server, kind))) {
      Started call = other.start(new RequestChange(false, r -> {}), new StreamConsumer());
      assertThat(result(call.over()).failure()).as("another call").isEmpty();
    }
  }

  @Override
  public void close() {
    closeClient();
    timeouts.shutdownNow();
    server.close();
    bedrock.close();
  }

  private void timeOut(ClientOverrideConfiguration.Builder configuration, Duration time) {
    configuration.apiCallTimeout(time).scheduledExecutorService(timeouts);
  }

  private Started start() {
    try {
      return client.start(fault.requestChange(), consumer);
    } catch (RuntimeException thrown) {
      return Started.of(CompletableFuture.failedFuture(thrown));
    }
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
    client.close();
    connections.ifPresent(SdkAsyncHttpClient::close);
  }
}
