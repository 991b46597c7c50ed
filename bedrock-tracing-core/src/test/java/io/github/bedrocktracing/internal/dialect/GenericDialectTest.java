/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

import io.github.bedrocktracing.testing.dialect.Exchange;
import org.junit.jupiter.api.Test;

final class GenericDialectTest {
  @Test
  void readsCommonNames() {
    Exchange.of("generic/unary", "acme.oracle-1")
        .asks("operation=chat maxTokens=13 temperature=0.5 topP=0.6 topK=7.0 stop=[!] seed=1")
        .answers("chat", "id=r-1 model=unheard-of-1 finish=[done] input=3 output=2")
        .sends()
        .says();
  }

  @Test
  void readsStream() {
    Exchange.of("generic/stream", "does-not-exist")
        .asks("operation=chat maxTokens=13")
        .answers("chat", "finish=[done] input=3 output=2 invocationLatency=310 firstByteLatency=95")
        .ends(true)
        .sends()
        .says();
  }

  @Test
  void readsMessages() {
    Exchange.of("generic/messages", "acme.oracle-1").sends("user", "  text A fjord?").says();
  }
}
