/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

/**
 * What the SDK holds of an execution, in its attributes and in the body that it reads, and nobody
 * else does: once it is unreachable, the SDK cannot say any more how the call ended.
 */
final class ExecutionHandle {
  private final BedrockExecution execution;

  /** Creates the handle of an execution, which is in flight from now on. */
  ExecutionHandle(BedrockExecution execution) {
    this.execution = execution;
    ExecutionsInFlight.add(this, execution);
  }

  BedrockExecution execution() {
    return execution;
  }
}
