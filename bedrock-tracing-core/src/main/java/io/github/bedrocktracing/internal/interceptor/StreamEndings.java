/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.operation.StreamInterruption;
import io.github.bedrocktracing.internal.stream.CapturedStream;
import io.github.bedrocktracing.internal.stream.StreamCapture;
import io.github.bedrocktracing.internal.telemetry.ExecutionClock;

/** What the ends of an execution's streams mean for the execution. */
final class StreamEndings implements StreamCapture.Listener {
  private final BedrockExecution execution;
  private final ExecutionClock clock;
  private final boolean closedByAnswer;

  /**
   * Creates the ends of an execution's streams.
   *
   * @param closedByAnswer whether nothing comes after the answer; runs of agents may go on
   */
  StreamEndings(BedrockExecution execution, ExecutionClock clock, boolean closedByAnswer) {
    this.execution = execution;
    this.clock = clock;
    this.closedByAnswer = closedByAnswer;
  }

  /** Whoever else ends the span may do so with the last event. */
  @Override
  public void answered(CapturedStream stream) {
    if (closedByAnswer && execution.isEndedByOther(true)) {
      execution.streamOver(stream, null, clock.nanoTime());
    }
  }

  @Override
  public void completed(CapturedStream stream) {
    long now = clock.nanoTime();
    Runnable end = () -> execution.streamOver(stream, null, now);
    if (execution.isEndedByOther(true)) {
      end.run();
    } else {
      execution.endsBy(stream, end);
    }
  }

  /** The connection failed; for some reasons the SDK gives no other signal. */
  @Override
  public void failed(CapturedStream stream, Throwable error) {
    long now = clock.nanoTime();
    switch (interruption(error)) {
      case CANCELLED -> execution.streamOver(stream, null, now);
      case TIMED_OUT -> execution.streamOver(stream, ThrownFailure.of(error), now);
      case ATTEMPT_TIMED_OUT -> {}
      case CONNECTION_LOST ->
          execution.endsBy(stream, () -> execution.streamOver(stream, null, now));
      case CANCELLED_OR_TIMED_OUT -> {
        Runnable end = () -> execution.streamOver(stream, null, now);
        execution.endsBy(stream, end);
        afterSilence(end);
      }
    }
  }

  /** Returns why a stream failed; an error that cannot be asked is a lost connection. */
  static StreamInterruption interruption(Throwable error) {
    return Guard.get(
        Problem.STREAM, StreamInterruption::of, error, StreamInterruption.CONNECTION_LOST);
  }

  /** Of a stream whose subscriber throws at its beginning or end, some HTTP clients keep silent. */
  @Override
  public void refused(CapturedStream stream, boolean over, boolean requested) {
    if (!over && requested) {
      return;
    }
    long now = clock.nanoTime();
    afterSilence(
        () -> {
          if (over) {
            execution.streamOver(stream, null, now);
          } else if (stream.firstChunkNanos() == null) {
            execution.streamUnread(stream, now);
          }
        });
  }

  /**
   * Where the handler throws once it is told of the end, the SDK keeps silent. Its reader asks for
   * more only once it has handed on all that came, so that none is ended here that is still read.
   */
  @Override
  public void drained(CapturedStream stream) {
    long now = clock.nanoTime();
    SilentEnds.expect(execution.inFlight(), () -> execution.streamOver(stream, null, now));
  }

  /** Ends the execution in some seconds, unless the SDK does so before. */
  private static void afterSilence(Runnable end) {
    SilenceTimer.after(() -> Guard.run(Problem.STREAM, end));
  }
}
