/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import io.github.bedrocktracing.internal.inference.ResponseFact;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Map;

/** Gives what only single operations tell its names, all of them this library's own. */
final class FactAttributes {
  private static final String COUNTED_TOKENS = "aws.bedrock.count_tokens.input_tokens";
  private static final String ASYNC_INVOCATION = "aws.bedrock.async_invoke.arn";
  private static final String FLOW_EXECUTION = "aws.bedrock.flow.execution_id";
  private static final String FLOW_COMPLETION = "aws.bedrock.flow.completion_reason";

  private FactAttributes() {}

  static void put(AttributesBuilder attributes, Map<ResponseFact, Object> facts) {
    facts.forEach(
        (fact, value) -> {
          if (value instanceof Number number) {
            attributes.put(AttributeKey.longKey(name(fact)), number.longValue());
          } else {
            attributes.put(AttributeKey.stringKey(name(fact)), value.toString());
          }
        });
  }

  private static String name(ResponseFact fact) {
    return switch (fact) {
      case DOCUMENTS -> "aws.bedrock.retrieval.document_count";
      case COUNTED_TOKENS -> COUNTED_TOKENS;
      case ASYNC_INVOCATION -> ASYNC_INVOCATION;
      case FLOW_EXECUTION -> FLOW_EXECUTION;
      case FLOW_COMPLETION -> FLOW_COMPLETION;
      case MEMORY_RECORDS -> GenAiAttributes.MEMORY_RECORD_COUNT.getKey();
    };
  }
}
