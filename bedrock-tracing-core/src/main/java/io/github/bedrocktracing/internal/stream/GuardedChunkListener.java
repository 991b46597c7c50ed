/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;

/** Keeps what another listener throws away from the chunk that it is told of. */
final class GuardedChunkListener implements ChunkListener {
  private final ChunkListener listener;

  GuardedChunkListener(ChunkListener listener) {
    this.listener = listener;
  }

  // Written out, since this is called for every chunk of a stream.
  @Override
  public void chunk(double secondsSincePrevious) {
    try {
      listener.chunk(secondsSincePrevious);
    } catch (Throwable guarded) {
      Guard.passIfFatal(guarded);
      Problems.report(Problem.RECORDING, guarded);
    }
  }
}
