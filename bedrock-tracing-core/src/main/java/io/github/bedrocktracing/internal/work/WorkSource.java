/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.work;

import io.github.bedrocktracing.internal.autolog.Autolog;
import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.inference.SessionContext;
import io.github.bedrocktracing.internal.inference.Work;
import io.github.bedrocktracing.internal.interceptor.ContentGate;
import io.github.bedrocktracing.internal.interceptor.TracingConfiguration;
import io.github.bedrocktracing.internal.session.Sessions;
import io.github.bedrocktracing.internal.settings.Flags;
import io.github.bedrocktracing.internal.telemetry.WorkRecording;
import io.opentelemetry.context.Context;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Begins the program's own work with whatever configuration is in force at that moment. */
public final class WorkSource {
  /** The source that is on while autolog is. */
  public static final WorkSource AUTOLOG = new WorkSource(Autolog::current);

  private final Supplier<@Nullable TracingConfiguration> configuration;

  /**
   * Creates a source.
   *
   * @param configuration gives what to trace with; null while tracing is off
   */
  public WorkSource(Supplier<@Nullable TracingConfiguration> configuration) {
    this.configuration = configuration;
  }

  /**
   * Begins a piece of work in the context that is current now.
   *
   * @param given what a tool was given, or the {@link AgentContent} of an agent; null for nothing
   */
  public WorkExecution start(Work work, @Nullable Object given) {
    Context parent = Guard.get(Problem.CONTEXT, Context::current, Context.root());
    return Guard.get(Problem.RECORDING, () -> start(work, given, parent), new UntracedWork(parent));
  }

  /** Returns whether content of work that begins now is captured, where its span is sampled. */
  public boolean capturesContent() {
    return Guard.get(
        Problem.RECORDING,
        () -> {
          TracingConfiguration current = Flags.enabled() ? configuration.get() : null;
          return current != null && new ContentGate(current.content()).captureLimits(true) != null;
        },
        false);
  }

  private WorkExecution start(Work work, @Nullable Object given, Context parent) {
    TracingConfiguration current = Flags.enabled() ? configuration.get() : null;
    if (current == null) {
      return new UntracedWork(parent);
    }
    ContentGate gate = new ContentGate(current.content());
    SessionContext session =
        Guard.get(Problem.CONTEXT, () -> Sessions.of(parent), SessionContext.NONE);
    WorkRecording recording = current.telemetry().currentWork().start(work, session, parent);
    return new RecordedWork(work, given, gate, recording);
  }
}
