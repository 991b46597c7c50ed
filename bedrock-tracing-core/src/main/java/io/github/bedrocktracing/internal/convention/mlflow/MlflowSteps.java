/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import io.github.bedrocktracing.internal.convention.StepContent;
import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.step.StepKind;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Inputs and outputs of those steps of agents that are no conversation, as MLflow shows them. */
final class MlflowSteps {
  private MlflowSteps() {}

  static void put(AttributesBuilder attributes, StepKind kind, MessageContent content) {
    Object result = StepContent.result(content);
    if (kind instanceof StepKind.Retrieval) {
      String query = StepContent.query(content);
      JsonFields.put(
          attributes, MlflowAttributes.SPAN_INPUTS, query == null ? null : Map.of("query", query));
      JsonFields.put(attributes, MlflowAttributes.SPAN_OUTPUTS, documents(result));
    } else {
      JsonFields.put(attributes, MlflowAttributes.SPAN_INPUTS, StepContent.arguments(content));
      JsonFields.put(attributes, MlflowAttributes.SPAN_OUTPUTS, result);
    }
  }

  /** Returns documents under the names by which MLflow lists them. */
  private static @Nullable Object documents(@Nullable Object result) {
    if (!(result instanceof List<?> list)) {
      return result;
    }
    List<Object> documents = new ArrayList<>();
    for (Object element : list) {
      if (element instanceof Map<?, ?> document) {
        Map<String, Object> named = new LinkedHashMap<>();
        JsonFields.put(named, "page_content", document.get("content"));
        JsonFields.put(named, "metadata", document.get("metadata"));
        JsonFields.put(named, "id", document.get("id"));
        documents.add(named);
      }
    }
    return documents;
  }
}
