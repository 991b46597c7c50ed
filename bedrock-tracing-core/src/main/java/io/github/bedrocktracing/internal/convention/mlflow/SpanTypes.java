/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.Work;
import io.github.bedrocktracing.internal.inference.step.AgentStep;
import io.github.bedrocktracing.internal.inference.step.StepKind;

/** MLflow's words for what a span is. */
final class SpanTypes {
  private SpanTypes() {}

  static String of(OperationName operation) {
    return switch (operation) {
      case CHAT -> "CHAT_MODEL";
      case TEXT_COMPLETION, GENERATE_CONTENT -> "LLM";
      case EMBEDDINGS -> "EMBEDDING";
      case RERANK -> "RERANKER";
      case INVOKE_AGENT -> "AGENT";
      case RETRIEVAL -> "RETRIEVER";
      case EXECUTE_TOOL -> "TOOL";
      case INVOKE_WORKFLOW -> "WORKFLOW";
      case APPLY_GUARDRAIL -> "GUARDRAIL";
      case COUNT_TOKENS -> "TASK";
      case SEARCH_MEMORY, CREATE_MEMORY, UPDATE_MEMORY, DELETE_MEMORY -> "MEMORY";
    };
  }

  static String of(AgentStep step) {
    return step.kind() instanceof StepKind.FlowNode ? "TASK" : of(step.request().operation());
  }

  static String of(Work work) {
    return work instanceof Work.Agent ? "AGENT" : "TOOL";
  }
}
