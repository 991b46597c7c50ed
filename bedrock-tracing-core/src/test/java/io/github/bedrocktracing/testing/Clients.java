/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing;

import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Builds real SDK clients that talk to a {@link FakeBedrock}. */
public final class Clients {
  private Clients() {}

  /** Returns a blocking client with interceptors of the test's choice. */
  public static BedrockRuntimeClient sync(
      FakeBedrock bedrock, Consumer<ClientOverrideConfiguration.Builder> configuration) {
    return BedrockRuntimeClient.builder()
        .endpointOverride(bedrock.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials())
        .overrideConfiguration(configuration)
        .build();
  }

  /** Returns an asynchronous client with interceptors of the test's choice. */
  public static BedrockRuntimeAsyncClient async(
      FakeBedrock bedrock,
      Protocol protocol,
      Consumer<ClientOverrideConfiguration.Builder> configuration) {
    return BedrockRuntimeAsyncClient.builder()
        .endpointOverride(bedrock.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials())
        .httpClientBuilder(
            NettyNioAsyncHttpClient.builder()
                .protocol(protocol)
                .readTimeout(Duration.ofSeconds(20)))
        .overrideConfiguration(configuration)
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

  private static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("akid", "secret"));
  }
}
