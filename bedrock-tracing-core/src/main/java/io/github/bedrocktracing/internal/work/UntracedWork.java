/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.work;

import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** Work that leaves no trace, done in the context that was current when it began. */
record UntracedWork(Context context) implements WorkExecution {
  @Override
  public void succeeded(@Nullable Object result) {}

  @Override
  public void failed(Throwable thrown) {}

  @Override
  public void missing() {}
}
