/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import io.github.bedrocktracing.internal.json.JsonBytes;

/** Keeps what another handler throws at one frame away from the frames that follow. */
final class GuardedFrameHandler implements FrameHandler {
  private final FrameHandler handler;
  private final Runnable broken;

  /**
   * Creates a handler.
   *
   * @param broken is run when the other one has thrown; must not throw itself
   */
  GuardedFrameHandler(FrameHandler handler, Runnable broken) {
    this.handler = handler;
    this.broken = broken;
  }

  // Written out, since these are called for every frame of a stream.
  @Override
  public boolean begin(FrameKind kind, String type) {
    try {
      return handler.begin(kind, type);
    } catch (Throwable guarded) {
      contain(guarded);
      return false;
    }
  }

  @Override
  public void payload(JsonBytes payload) {
    try {
      handler.payload(payload);
    } catch (Throwable guarded) {
      contain(guarded);
    }
  }

  @Override
  public void passedOver() {
    try {
      handler.passedOver();
    } catch (Throwable guarded) {
      contain(guarded);
    }
  }

  private void contain(Throwable guarded) {
    Guard.passIfFatal(guarded);
    Problems.report(Problem.STREAM, guarded);
    broken.run();
  }
}
