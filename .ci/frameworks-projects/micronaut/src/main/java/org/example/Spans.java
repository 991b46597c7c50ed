/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the names of the spans that have ended. */
@Singleton
public final class Spans implements SpanProcessor {
  private final List<String> names = new CopyOnWriteArrayList<>();

  /** Returns the names in the order in which the spans ended. */
  public List<String> names() {
    return List.copyOf(names);
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    names.add(span.getName());
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }
}
