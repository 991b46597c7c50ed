/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation;

import io.github.bedrocktracing.internal.operation.agentcore.AgentCoreOperations;
import io.github.bedrocktracing.internal.operation.agents.AgentRuntimeOperations;
import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import io.github.bedrocktracing.internal.operation.runtime.RuntimeOperations;
import org.jspecify.annotations.Nullable;

/** Every operation that is traced; the classes of one are not loaded before it is called. */
public final class OperationCaptures {
  private OperationCaptures() {}

  /**
   * Returns a capture for one execution.
   *
   * @param service the SDK's name of the service, such as {@code BedrockRuntime}
   * @param operation the SDK's name of the operation, such as {@code Converse}
   * @return the capture; null when the operation is not traced
   */
  public static @Nullable OperationCapture forExecution(
      @Nullable String service, @Nullable String operation) {
    if (service == null || operation == null) {
      return null;
    }
    return switch (service) {
      case "BedrockRuntime" -> RuntimeOperations.capture(operation);
      case "BedrockAgentRuntime" -> AgentRuntimeOperations.capture(operation);
      case "BedrockAgentCore" -> AgentCoreOperations.capture(operation);
      default -> null;
    };
  }
}
