/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.work;

import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * One piece of the program's own work while it is being done. The first of the methods that tell of
 * its end counts; none of them throws.
 */
public interface WorkExecution {
  /** Returns the context in which the work is to be done. */
  Context context();

  /** The work has given a result; null for none. */
  void succeeded(@Nullable Object result);

  /** The work has thrown, or its future has failed. */
  void failed(Throwable thrown);

  /** There is no tool of the wanted name. */
  void missing();
}
