/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.client;

import io.github.bedrocktracing.testing.server.BedrockServer;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClientBuilder;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClientBuilder;

/**
 * Builds real SDK clients that talk to a {@link BedrockServer}.
 *
 * <p>The asynchronous ones share an HTTP client of each protocol for the life of the process, which
 * closing an SDK client leaves open.
 */
public final class Clients {
  /** A busy machine may not answer within the five seconds after which the SDK gives up. */
  private static final Duration PING_PERIOD = Duration.ofMinutes(1);

  private Clients() {}

  /** Returns a blocking client with a configuration of the test's choice. */
  public static BedrockRuntimeClient sync(
      BedrockServer bedrock, Consumer<ClientOverrideConfiguration.Builder> configuration) {
    return syncBuilder(bedrock, configuration).build();
  }

  /** Returns an asynchronous client with a configuration of the test's choice. */
  public static BedrockRuntimeAsyncClient async(
      BedrockServer bedrock,
      Protocol protocol,
      Consumer<ClientOverrideConfiguration.Builder> configuration) {
    return asyncBuilder(bedrock, protocol, configuration).build();
  }

  /** Returns a builder of a blocking client. */
  public static BedrockRuntimeClientBuilder syncBuilder(
      BedrockServer bedrock, Consumer<ClientOverrideConfiguration.Builder> configuration) {
    return pointed(BedrockRuntimeClient.builder(), bedrock, configuration);
  }

  /** Returns a builder of an asynchronous client. */
  public static BedrockRuntimeAsyncClientBuilder asyncBuilder(
      BedrockServer bedrock,
      Protocol protocol,
      Consumer<ClientOverrideConfiguration.Builder> configuration) {
    return pointed(BedrockRuntimeAsyncClient.builder(), bedrock, configuration)
        .httpClient(sharedHttpClient(protocol));
  }

  /** Points the builder of any service's client at a server, with the configuration. */
  public static <B extends AwsClientBuilder<B, C>, C> B pointed(
      B builder,
      BedrockServer bedrock,
      Consumer<ClientOverrideConfiguration.Builder> configuration) {
    return builder
        .endpointOverride(bedrock.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials())
        .overrideConfiguration(withoutBackoff(configuration));
  }

  /** Returns the HTTP client that asynchronous clients share; nobody closes it. */
  public static SdkAsyncHttpClient sharedHttpClient(Protocol protocol) {
    return protocol == Protocol.HTTP2 ? Http.HTTP_2 : Http.HTTP_1_1;
  }

  /** Returns an asynchronous client of agents. */
  public static BedrockAgentRuntimeAsyncClient agents(
      FakeBedrock bedrock, Protocol protocol, ExecutionInterceptor... interceptors) {
    return BedrockAgentRuntimeAsyncClient.builder()
        .endpointOverride(bedrock.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials())
        .httpClient(protocol == Protocol.HTTP2 ? Http.HTTP_2 : Http.HTTP_1_1)
        .overrideConfiguration(withoutBackoff(with(interceptors)))
        .build();
  }

  /** Returns an HTTP client that nobody shares; its user closes it. */
  public static SdkAsyncHttpClient newAsyncHttpClient(Protocol protocol) {
    return newAsyncHttpClient(protocol, Duration.ofSeconds(20));
  }

  /** Returns an HTTP client that gives a silent connection up after a time. */
  public static SdkAsyncHttpClient newAsyncHttpClient(Protocol protocol, Duration readTimeout) {
    return NettyNioAsyncHttpClient.builder()
        .protocol(protocol)
        .readTimeout(readTimeout)
        .http2Configuration(http2 -> http2.healthCheckPingPeriod(PING_PERIOD))
        .build();
  }

  /** Returns a configuration with interceptors and no other change. */
  public static Consumer<ClientOverrideConfiguration.Builder> with(
      ExecutionInterceptor... interceptors) {
    return configuration -> {
      for (ExecutionInterceptor interceptor : interceptors) {
        configuration.addExecutionInterceptor(interceptor);
      }
    };
  }

  /** Returns a blocking client of the agents' service. */
  public static BedrockAgentRuntimeClient agentsSync(
      FakeBedrock bedrock, Consumer<ClientOverrideConfiguration.Builder> configuration) {
    return BedrockAgentRuntimeClient.builder()
        .endpointOverride(bedrock.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials())
        .overrideConfiguration(withoutBackoff(configuration))
        .build();
  }

  /** Returns an asynchronous client of the agents' service. */
  public static BedrockAgentRuntimeAsyncClient agentsAsync(
      FakeBedrock bedrock,
      Protocol protocol,
      Consumer<ClientOverrideConfiguration.Builder> configuration) {
    return BedrockAgentRuntimeAsyncClient.builder()
        .endpointOverride(bedrock.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials())
        .httpClient(protocol == Protocol.HTTP2 ? Http.HTTP_2 : Http.HTTP_1_1)
        .overrideConfiguration(withoutBackoff(configuration))
        .build();
  }

  static Consumer<ClientOverrideConfiguration.Builder> withoutBackoff(
      Consumer<ClientOverrideConfiguration.Builder> configuration) {
    RetryStrategy retries =
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .backoffStrategy(BackoffStrategy.retryImmediately())
            .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
            .build();
    Consumer<ClientOverrideConfiguration.Builder> immediately = c -> c.retryStrategy(retries);
    return immediately.andThen(configuration);
  }

  static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("akid", "secret"));
  }

  private static final class Http {
    static final SdkAsyncHttpClient HTTP_1_1 = newAsyncHttpClient(Protocol.HTTP1_1);
    static final SdkAsyncHttpClient HTTP_2 = newAsyncHttpClient(Protocol.HTTP2);
  }
}
