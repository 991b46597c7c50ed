/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.stream.BodyCapture;
import io.github.bedrocktracing.internal.telemetry.ExecutionClock;

/**
 * What the ends of bodies mean for an execution that may have handed its result to the caller
 * before: then nobody but the body can tell of the end.
 */
final class BodyEndings implements BodyCapture.Listener {
  private final BedrockExecution execution;
  private final ExecutionClock clock;
  private final boolean published;

  /**
   * Creates endings.
   *
   * @param published whether the body is a publisher, whose failures the SDK may keep silent about
   */
  BodyEndings(BedrockExecution execution, ExecutionClock clock, boolean published) {
    this.execution = execution;
    this.clock = clock;
    this.published = published;
  }

  @Override
  public void over(BodyCapture body) {
    long now = clock.nanoTime();
    end(body, () -> execution.streamOver(body, null, now));
  }

  /** The SDK gives a body up that nobody has begun to read for a minute. */
  @Override
  public void givenUpUnread(BodyCapture body) {
    long now = clock.nanoTime();
    end(body, () -> execution.streamUnread(body, now));
  }

  @Override
  public void failed(BodyCapture body, Throwable error) {
    if (published && !execution.hasReturned(body)) {
      new StreamEndings(execution, clock, false).failed(body, error);
      return;
    }
    long now = clock.nanoTime();
    end(body, () -> execution.streamOver(body, ThrownFailure.of(error), now));
  }

  @Override
  public void refused(BodyCapture body, boolean over) {
    new StreamEndings(execution, clock, false).refused(body, over, false);
  }

  private void end(BodyCapture body, Runnable end) {
    execution.endsBy(body, end);
    if (execution.hasReturned(body)) {
      end.run();
    }
  }
}
