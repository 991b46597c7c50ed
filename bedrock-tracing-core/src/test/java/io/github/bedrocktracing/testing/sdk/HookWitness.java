/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.sdk;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** An interceptor that knows nothing of tracing and counts what the SDK tells any interceptor. */
public final class HookWitness implements ExecutionInterceptor {
  private final AtomicInteger executions = new AtomicInteger();
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger successes = new AtomicInteger();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();

  /** Returns how many calls the SDK told of before it did anything for them. */
  public int executions() {
    return executions.get();
  }

  /** Returns how many attempts the SDK told of. */
  public int attempts() {
    return attempts.get();
  }

  /** Returns how often the SDK told that the call ended well. */
  public int successes() {
    return successes.get();
  }

  /** Returns how often the SDK told that the call failed. */
  public int failures() {
    return failures.size();
  }

  /** Returns what the SDK said that the call failed with; empty if it said nothing of the kind. */
  public Optional<Throwable> failure() {
    return failures.stream().findFirst();
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    executions.incrementAndGet();
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    attempts.incrementAndGet();
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    successes.incrementAndGet();
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    failures.add(context.exception());
  }
}
