/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/**
 * Calls of any operation, each made by a traced client and by one that is not, between which the
 * caller must see no difference.
 */
public final class TracedCalls implements AutoCloseable {
  private final FakeBedrock bedrock;
  private final Telemetry telemetry = Telemetry.create();
  private final ExecutionInterceptor interceptor;
  private final Consumer<ClientOverrideConfiguration.Builder> traced;

  /** Creates calls that are traced as the options say. */
  public TracedCalls(FakeBedrock bedrock, UnaryOperator<BedrockTracing.Builder> options) {
    this.bedrock = bedrock;
    this.interceptor =
        options
            .apply(BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()))
            .build()
            .interceptor();
    this.traced = Clients.with(interceptor);
  }

  /** Returns calls of which no content is recorded. */
  public static TracedCalls withoutContent(FakeBedrock bedrock) {
    return new TracedCalls(bedrock, options -> options);
  }

  /** Returns calls whose content is recorded on spans. */
  public static TracedCalls withContent(FakeBedrock bedrock) {
    return new TracedCalls(bedrock, options -> options.captureContent(true));
  }

  /** Returns what traces, for clients of a test's own. */
  public ExecutionInterceptor interceptor() {
    return interceptor;
  }

  /** Returns what was recorded. */
  public Telemetry telemetry() {
    return telemetry;
  }

  /** Returns the only span. */
  public SpanData span() {
    return telemetry.onlySpan();
  }

  /** Returns the attributes of the only span by name. */
  public Map<String, Object> attributes() {
    return MetricPoint.byName(span().getAttributes());
  }

  /** Makes a call of the agents' service with a blocking client or one of the others. */
  public CallResult agents(
      ClientKind kind,
      Function<BedrockAgentRuntimeClient, AwsResponse> sync,
      Function<BedrockAgentRuntimeAsyncClient, CompletableFuture<? extends AwsResponse>> async) {
    return compared(
        configuration -> {
          if (kind == ClientKind.SYNC) {
            try (BedrockAgentRuntimeClient client = Clients.agentsSync(bedrock, configuration)) {
              return result(() -> sync.apply(client));
            }
          }
          try (BedrockAgentRuntimeAsyncClient client =
              Clients.agentsAsync(bedrock, kind.protocol(), configuration)) {
            return result(() -> async.apply(client).join());
          }
        });
  }

  /** Makes a streaming call of the agents' service; the consumer keeps what the caller sees. */
  public CallResult agentStream(
      Function<BedrockAgentRuntimeAsyncClient, CompletableFuture<Void>> call) {
    try (BedrockAgentRuntimeAsyncClient client =
        Clients.agentsAsync(bedrock, Protocol.HTTP1_1, traced)) {
      return result(() -> done(call.apply(client)));
    }
  }

  /** Makes a call of the models' service with a blocking client or one of the others. */
  public CallResult models(
      ClientKind kind,
      Function<BedrockRuntimeClient, AwsResponse> sync,
      Function<BedrockRuntimeAsyncClient, CompletableFuture<? extends AwsResponse>> async) {
    return compared(
        configuration -> {
          if (kind == ClientKind.SYNC) {
            try (BedrockRuntimeClient client = Clients.sync(bedrock, configuration)) {
              return result(() -> sync.apply(client));
            }
          }
          try (BedrockRuntimeAsyncClient client =
              Clients.async(bedrock, kind.protocol(), configuration)) {
            return result(() -> async.apply(client).join());
          }
        });
  }

  @Override
  public void close() {
    telemetry.close();
  }

  private CallResult compared(
      Function<Consumer<ClientOverrideConfiguration.Builder>, CallResult> call) {
    CallResult result = call.apply(traced);
    assertThat(result).as("what the caller sees").isEqualTo(call.apply(configuration -> {}));
    return result;
  }

  private static AwsResponse done(CompletableFuture<Void> stream) {
    stream.join();
    return null;
  }

  private static CallResult result(Supplier<AwsResponse> call) {
    try {
      AwsResponse response = call.get();
      return response == null ? new CallResult(List.of(), "", "") : CallResult.of(response);
    } catch (CompletionException wrapped) {
      return CallResult.of(wrapped);
    } catch (RuntimeException thrown) {
      return CallResult.of(thrown);
    }
  }
}
