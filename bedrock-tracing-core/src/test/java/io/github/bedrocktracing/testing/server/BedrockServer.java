/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.server;

import java.net.URI;

/** A server on the loopback interface that stands in for Bedrock. */
public interface BedrockServer extends AutoCloseable {
  /** Returns the address for a client's endpoint override. */
  URI endpoint();

  /** Returns the number of requests received. */
  int requests();

  @Override
  void close();
}
