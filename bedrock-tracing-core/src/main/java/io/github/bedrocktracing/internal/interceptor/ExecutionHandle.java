/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import software.amazon.awssdk.core.interceptor.ExecutionAttributes;

/**
 * What the SDK holds of an execution, in its attributes and in the body that it reads, and nobody
 * else does: once it is unreachable, the SDK cannot say any more how the call ended.
 */
final class ExecutionHandle {
  private final BedrockExecution execution;
  private final ExecutionAttributes attributes;

  /**
   * Creates the handle of an execution, which is in flight from now on.
   *
   * @param attributes those that the handle is put into
   */
  ExecutionHandle(BedrockExecution execution, ExecutionAttributes attributes) {
    this.execution = execution;
    this.attributes = attributes;
    ExecutionsInFlight.add(this, execution);
  }

  /**
   * Returns whether a call with these attributes is this one, and not another to which the program
   * has handed on what it found in the attributes of this one.
   */
  @SuppressWarnings("ReferenceEquality") // Two calls may have equal attributes.
  boolean isOf(ExecutionAttributes others) {
    return attributes == others;
  }

  BedrockExecution execution() {
    return execution;
  }
}
