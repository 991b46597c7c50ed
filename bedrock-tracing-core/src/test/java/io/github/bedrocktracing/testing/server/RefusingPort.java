/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A port at which nobody listens, and which nobody else can take meanwhile. */
public final class RefusingPort implements BedrockServer {
  private final Socket bound = new Socket();

  /** Takes a port. */
  public RefusingPort() {
    try {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public URI endpoint() {
    return URI.create("http://localhost:" + bound.getLocalPort());
  }

  @Override
  public int requests() {
    return 0;
  }

  @Override
  public void close() {
    try {
      bound.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
