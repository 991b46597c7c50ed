/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.fuzz;

import io.github.bedrocktracing.internal.inference.step.AgentLimit;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import io.github.bedrocktracing.internal.inference.step.AgentNote;
import io.github.bedrocktracing.internal.inference.step.AgentStep;
import java.time.Instant;
import java.util.List;

/** Is told of the run of an agent or a flow, and holds every step against the oracle. */
final class WatchedRun implements AgentListener {
  /** More agents or nodes are not kept apart. */
  private static final int MAX_WORK = 256;

  private final Counts counts;

  WatchedRun() {
    this(new Counts());
  }

  private WatchedRun(Counts counts) {
    this.counts = counts;
  }

  @Override
  public void seen(Instant eventTime) {}

  @Override
  public void step(AgentStep step) {
    Oracle.content(step.input(), step.output(), List.of());
  }

  @Override
  public void late(AgentStep call) {
    step(call);
  }

  @Override
  public void dropped(AgentLimit limit) {}

  @Override
  public void note(AgentNote note) {
    if (note.text() != null && note.text().length() > Oracle.MAX_CHARACTERS * 64) {
      throw new AssertionError("a note of " + note.text().length());
    }
  }

  @Override
  public AgentListener begin(AgentStep work) {
    counts.begun++;
    if (counts.begun > MAX_WORK) {
      throw new AssertionError("too many at work: " + counts.begun);
    }
    return new WatchedRun(counts);
  }

  @Override
  public void end(AgentStep work) {
    counts.ended++;
    if (counts.ended > counts.begun) {
      throw new AssertionError("ended " + counts.ended + " of " + counts.begun);
    }
    Oracle.content(work.input(), work.output(), List.of());
  }

  /** What is counted for all of a run. */
  private static final class Counts {
    private int begun;
    private int ended;
  }
}
