/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import java.nio.ByteBuffer;
import java.util.List;

/** Writes down what an observer of a stream is told, and takes all of its bytes. */
class RecordingObserver implements ByteStreamObserver {
  private final List<String> observed;

  RecordingObserver(List<String> observed) {
    this.observed = observed;
  }

  @Override
  public void bytes(ByteBuffer bytes) {
    observed.add("bytes " + bytes.remaining());
    bytes.position(bytes.limit());
  }

  @Override
  public void completed() {
    observed.add("completed");
  }

  @Override
  public void failed(Throwable error) {
    observed.add("failed " + error.getClass().getSimpleName());
  }

  @Override
  public void cancelled() {
    observed.add("cancelled");
  }

  @Override
  public void drained() {
    observed.add("drained");
  }

  @Override
  public void refused() {
    observed.add("refused");
  }
}
