/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sees, from the stack of the thread that ends a call's span, who knew that the call was over. */
final class EndWitness implements SpanProcessor {
  private static final String INTERCEPTOR = "io.github.bedrocktracing.internal.interceptor.";

  private final List<String> known = new CopyOnWriteArrayList<>();

  /** Returns how each end was known, in order. */
  List<String> known() {
    return List.copyOf(known);
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (span.getKind() != SpanKind.CLIENT) {
      return;
    }
    List<String> frames =
        StackWalker.getInstance()
            .walk(all -> all.map(f -> f.getClassName() + "." + f.getMethodName()).toList());
    known.add(nameOf(frames));
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  private static String nameOf(List<String> frames) {
    // What the stream's own end has told holds, whoever asks for it in the end.
    if (contains(frames, "StreamEndings.") || contains(frames, "BodyEndings.")) {
      return "tap";
    }
    if (contains(frames, "EndReports.publish")) {
      return "plugin";
    }
    if (contains(frames, "InFlight.letGo")) {
      return "cleaner";
    }
    if (contains(frames, "InFlight.shutDown")) {
      return "shutdown";
    }
    return contains(frames, "TracingInterceptor.afterExecution")
            || contains(frames, "TracingInterceptor.onExecutionFailure")
        ? "signal"
        : "unknown";
  }

  private static boolean contains(List<String> frames, String part) {
    return frames.stream().anyMatch(frame -> frame.startsWith(INTERCEPTOR + part));
  }
}
