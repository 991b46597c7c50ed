/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.operation.Failures;

/** What an exception tells of a failure, also one of the program's own that throws when asked. */
public final class ThrownFailure {
  private ThrownFailure() {}

  /** Describes an exception, by its class alone where it cannot be asked for more. */
  public static Failure of(Throwable thrown) {
    return Guard.get(Problem.RECORDING, Failures::of, thrown, Failures.ofClass(thrown.getClass()));
  }
}
