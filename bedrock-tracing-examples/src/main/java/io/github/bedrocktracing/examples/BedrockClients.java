/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/**
 * The two ordinary SDK clients for models.
 *
 * @param sync the blocking client, which has no streams
 * @param async the client for streams
 */
record BedrockClients(BedrockRuntimeClient sync, BedrockRuntimeAsyncClient async)
    implements AutoCloseable {
  /**
   * The thread that reads the embedded server's streams. A client that owns its threads takes two
   * seconds to close; this one is a daemon and ends with the program.
   */
  private static final SdkEventLoopGroup STREAM_THREAD =
      SdkEventLoopGroup.builder().numberOfThreads(1).build();

  /** Returns clients that call AWS with the default credentials and region. */
  static BedrockClients live() {
    return new BedrockClients(BedrockRuntimeClient.create(), BedrockRuntimeAsyncClient.create());
  }

  /** Returns clients that call a server at this address. */
  static BedrockClients at(URI endpoint) {
    StaticCredentialsProvider anyone =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("embedded", "embedded"));
    return new BedrockClients(
        BedrockRuntimeClient.builder()
            .region(Region.US_EAST_1)
            .credentialsProvider(anyone)
            .endpointOverride(endpoint)
            .build(),
        BedrockRuntimeAsyncClient.builder()
            .region(Region.US_EAST_1)
            .credentialsProvider(anyone)
            .endpointOverride(endpoint)
            // Bedrock streams over HTTP/2, which the embedded server does not speak.
            .httpClientBuilder(
                NettyNioAsyncHttpClient.builder()
                    .protocol(Protocol.HTTP1_1)
                    .eventLoopGroup(STREAM_THREAD))
            .build());
  }

  /** Returns a client of managed agents that calls a server at this address. */
  static BedrockAgentRuntimeAsyncClient agentsAt(URI endpoint) {
    return BedrockAgentRuntimeAsyncClient.builder()
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("embedded", "embedded")))
        .endpointOverride(endpoint)
        .httpClientBuilder(
            NettyNioAsyncHttpClient.builder()
                .protocol(Protocol.HTTP1_1)
                .eventLoopGroup(STREAM_THREAD))
        .build();
  }

  @Override
  public void close() {
    sync.close();
    async.close();
  }
}
