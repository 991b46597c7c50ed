/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.client;

import io.github.bedrocktracing.testing.server.BedrockServer;
import java.util.function.Consumer;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.Protocol;

/** The kinds of clients that the SDK has. */
public enum ClientKind {
  SYNC,
  ASYNC_HTTP_1_1,
  ASYNC_HTTP_2;

  /** Returns a client of this kind. */
  public BedrockCalls connect(
      BedrockServer bedrock, Consumer<ClientOverrideConfiguration.Builder> configuration) {
    return this == SYNC
        ? new SyncCalls(Clients.sync(bedrock, configuration))
        : new AsyncCalls(Clients.async(bedrock, protocol(), configuration));
  }

  /** Returns the version of HTTP that this kind speaks. */
  public Protocol protocol() {
    return this == ASYNC_HTTP_2 ? Protocol.HTTP2 : Protocol.HTTP1_1;
  }
}
