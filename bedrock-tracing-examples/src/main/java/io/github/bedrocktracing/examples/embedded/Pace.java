/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.embedded;

import java.time.Duration;

/**
 * The time that the server takes, so that durations look like those of a model.
 *
 * @param thinking the pause before an answer
 * @param betweenFrames the pause between two frames of a stream
 */
public record Pace(Duration thinking, Duration betweenFrames) {
  /** A quick model's pace. */
  public static final Pace LIFELIKE = new Pace(Duration.ofMillis(80), Duration.ofMillis(30));

  /** No pauses at all. */
  public static final Pace AT_ONCE = new Pace(Duration.ZERO, Duration.ZERO);

  /** Waits as long as a model thinks before it answers. */
  void think() throws InterruptedException {
    Thread.sleep(thinking.toMillis());
  }

  /** Waits as long as a model takes for the next frame. */
  void nextFrame() throws InterruptedException {
    Thread.sleep(betweenFrames.toMillis());
  }
}
