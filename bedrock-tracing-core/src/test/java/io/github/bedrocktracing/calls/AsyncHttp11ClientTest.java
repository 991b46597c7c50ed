/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import io.github.bedrocktracing.testing.client.ClientKind;

/** The promises, with the asynchronous client over HTTP/1.1. */
final class AsyncHttp11ClientTest extends StreamingClientContract {
  @Override
  ClientKind kind() {
    return ClientKind.ASYNC_HTTP_1_1;
  }
}
