/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import io.github.bedrocktracing.TracedWork.Code;
import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** A block of the program's code that runs, on this thread, with a context current. */
final class ContextBlock {
  private ContextBlock() {}

  /** Runs the code; what it gives or throws comes out unchanged. */
  static <T extends @Nullable Object, X extends Exception> T call(Context context, Code<T, X> code)
      throws X {
    Scope scope = Guard.get(Problem.CONTEXT, context::makeCurrent, Scope.noop());
    try {
      return code.call();
    } finally {
      Guard.run(Problem.CONTEXT, scope::close);
    }
  }
}
