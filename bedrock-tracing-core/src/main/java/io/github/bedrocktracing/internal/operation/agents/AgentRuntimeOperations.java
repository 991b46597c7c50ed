/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.agents;

import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import org.jspecify.annotations.Nullable;

/**
 * The operations of {@code bedrockagentruntime} that are traced. The service's classes may be
 * absent, so that members of requests and responses are read by their names.
 */
public final class AgentRuntimeOperations {
  private AgentRuntimeOperations() {}

  public static @Nullable OperationCapture capture(String operation) {
    return switch (operation) {
      case "InvokeAgent" -> new InvokeAgentCapture(false);
      case "InvokeInlineAgent" -> new InvokeAgentCapture(true);
      case "Retrieve" -> new RetrieveCapture();
      case "RetrieveAndGenerate" -> new RetrieveAndGenerateCapture(false);
      case "RetrieveAndGenerateStream" -> new RetrieveAndGenerateCapture(true);
      case "AgenticRetrieveStream" -> new AgenticRetrieveCapture();
      case "Rerank" -> new RerankCapture();
      case "InvokeFlow" -> new InvokeFlowCapture();
      case "GenerateQuery" -> new GenerateQueryCapture();
      case "OptimizePrompt" -> new OptimizePromptCapture();
      default -> null;
    };
  }
}
