/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import io.github.bedrocktracing.testing.server.BytesAsyncHttpClient;
import io.github.bedrocktracing.testing.server.BytesHttpClient;
import io.opentelemetry.api.OpenTelemetry;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Builds the SDK's clients over HTTP clients in memory, with a variant's interceptor. */
final class Clients {
  private final Variant variant;
  private final OpenTelemetry openTelemetry;
  private final ExecutionInterceptor interceptor;

  Clients(Variant variant, OpenTelemetry openTelemetry) {
    this.variant = variant;
    this.openTelemetry = openTelemetry;
    this.interceptor = variant.interceptor(openTelemetry);
  }

  BedrockRuntimeClient sync(byte[] answer) {
    return with(BedrockRuntimeClient.builder().httpClient(new BytesHttpClient(answer))).build();
  }

  /** Returns a client that calls back on the thread that calls it. */
  BedrockRuntimeAsyncClient async(byte[][] frames, int count) {
    BedrockRuntimeAsyncClient client =
        with(BedrockRuntimeAsyncClient.builder()
                .httpClient(new BytesAsyncHttpClient(frames, count))
                .asyncConfiguration(
                    c ->
                        c.advancedOption(
                            SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR,
                            Runnable::run)))
            .build();
    return variant.wrapsClients()
        ? Variant.neighbour(openTelemetry).wrapBedrockRuntimeClient(client)
        : client;
  }

  /** Returns a client that calls back on the thread that calls it. */
  BedrockAgentRuntimeAsyncClient agents(byte[][] frames) {
    return with(BedrockAgentRuntimeAsyncClient.builder()
            .httpClient(new BytesAsyncHttpClient(frames, frames.length))
            .asyncConfiguration(
                c ->
                    c.advancedOption(
                        SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run)))
        .build();
  }

  private <B extends AwsClientBuilder<B, ?>> B with(B builder) {
    builder
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("akid", "secret")));
    if (interceptor != null) {
      builder.overrideConfiguration(c -> c.addExecutionInterceptor(interceptor));
    }
    return builder;
  }
}
