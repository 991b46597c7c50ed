/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.autolog;

import io.github.bedrocktracing.internal.interceptor.GuardedExecutionInterceptor;

/**
 * The interceptor that the service files name and that the SDK therefore puts on every Bedrock
 * client; dormant until tracing is switched on.
 */
public final class AutologInterceptor extends GuardedExecutionInterceptor {
  /** Creates a dormant interceptor. A failure here would fail the building of every client. */
  public AutologInterceptor() {
    super(Autolog::current, true);
  }
}
