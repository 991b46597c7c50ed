/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import io.github.bedrocktracing.testing.client.ClientKind;

/** The promises, with the blocking client. */
final class SyncClientTest extends BedrockClientContract {
  @Override
  ClientKind kind() {
    return ClientKind.SYNC;
  }
}
