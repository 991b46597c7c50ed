/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.server.BedrockServer;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/**
 * What the client of a cell is built with, whichever service it is of.
 *
 * @param http what an asynchronous client calls with; the shared one where it is empty
 */
record ClientSetup(
    BedrockServer server,
    ClientKind kind,
    Consumer<ClientOverrideConfiguration.Builder> configuration,
    Optional<SdkPlugin> plugin,
    Optional<SdkAsyncHttpClient> http) {

  /** Returns a client without tracing, on the connections that all share. */
  static ClientSetup plain(BedrockServer server, ClientKind kind) {
    return new ClientSetup(server, kind, c -> {}, Optional.empty(), Optional.empty());
  }

  /** Builds a blocking client. */
  <B extends AwsClientBuilder<B, C>, C> C blocking(B builder) {
    Clients.pointed(builder, server, configuration);
    plugin.ifPresent(builder::addPlugin);
    return builder.build();
  }

  /** Builds an asynchronous client. */
  <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C> C async(B builder) {
    builder.httpClient(http.orElseGet(() -> Clients.sharedHttpClient(kind.protocol())));
    return blocking(builder);
  }
}
