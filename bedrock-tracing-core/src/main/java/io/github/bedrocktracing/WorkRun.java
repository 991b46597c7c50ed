/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.work.WorkExecution;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of the program's code as work that has been started, which ends as the code does. */
record WorkRun(WorkExecution execution) {
  void run(Runnable code) {
    observed(
        () -> {
          code.run();
          return execution;
        });
    execution.succeeded(null);
  }

  <T extends @Nullable Object, X extends Exception> T call(TracedWork.Code<T, X> code) throws X {
    T result = observed(code);
    execution.succeeded(result);
    return result;
  }

  <F extends CompletionStage<?>> F callAsync(Supplier<F> code) {
    F stage = observed(code::get);
    boolean watched =
        Guard.get(
            Problem.RECORDING,
            () -> {
              endWith(stage);
              return true;
            },
            false);
    if (!watched) {
      // The stage does not let anyone wait for it.
      execution.succeeded(null);
    }
    return stage;
  }

  private void endWith(@Nullable CompletionStage<?> stage) {
    if (stage == null) {
      execution.succeeded(null);
      return;
    }
    stage.whenComplete(
        (result, thrown) -> {
          if (thrown == null) {
            execution.succeeded(result);
          } else {
            execution.failed(thrown);
          }
        });
  }

  private <T extends @Nullable Object, X extends Exception> T observed(TracedWork.Code<T, X> code)
      throws X {
    return ContextBlock.call(
        execution.context(), () -> Guard.observed(code::call, execution::failed));
  }
}
