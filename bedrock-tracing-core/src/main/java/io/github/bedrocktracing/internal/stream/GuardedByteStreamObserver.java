/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import java.nio.ByteBuffer;

/**
 * Keeps the failures of another observer away from the stream; after the first failure the bytes
 * are no longer shown to it.
 */
final class GuardedByteStreamObserver implements ByteStreamObserver {
  private final ByteStreamObserver observer;
  private boolean broken;

  GuardedByteStreamObserver(ByteStreamObserver observer) {
    this.observer = observer;
  }

  @Override
  public void subscribed() {
    Guard.run(Problem.STREAM, observer::subscribed);
  }

  @Override
  public void requested() {
    Guard.run(Problem.STREAM, observer::requested);
  }

  @Override
  public void bytes(ByteBuffer bytes) {
    if (broken) {
      return;
    }
    // Written out, since this is called for every buffer of a stream.
    try {
      observer.bytes(bytes);
    } catch (Throwable guarded) {
      broken = true;
      Guard.passIfFatal(guarded);
      Problems.report(Problem.STREAM, guarded);
      unreadable();
    }
  }

  @Override
  public void skipped(long count) {
    Guard.run(Problem.STREAM, () -> observer.skipped(count));
  }

  @Override
  public void unreadable() {
    Guard.run(Problem.STREAM, observer::unreadable);
  }

  @Override
  public void completed() {
    Guard.run(Problem.STREAM, observer::completed);
  }

  @Override
  public void failed(Throwable error) {
    Guard.run(Problem.STREAM, () -> observer.failed(error));
  }

  @Override
  public void cancelled() {
    Guard.run(Problem.STREAM, observer::cancelled);
  }

  @Override
  public void drained() {
    Guard.run(Problem.STREAM, observer::drained);
  }

  @Override
  public void refused() {
    Guard.run(Problem.STREAM, observer::refused);
  }
}
