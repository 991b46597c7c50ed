/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.autolog;

import io.github.bedrocktracing.internal.interceptor.GuardedExecutionInterceptor;

/** The interceptor that a program puts on a client, with the tracing that it stands for. */
public final class ExplicitInterceptor extends GuardedExecutionInterceptor {
  private final Tracing tracedWith;

  /**
   * Creates an interceptor. With nowhere to record to it leaves the call to autolog, which may have
   * an SDK of its own.
   */
  public ExplicitInterceptor(Tracing tracing) {
    super(tracing::whereAvailable, false);
    this.tracedWith = tracing;
  }

  /** Returns what the interceptor traces with. */
  public Tracing tracing() {
    return tracedWith;
  }
}
