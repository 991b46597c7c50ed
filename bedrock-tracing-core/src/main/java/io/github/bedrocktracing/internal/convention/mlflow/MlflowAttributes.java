/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attribute names that MLflow's server reads. Objects and lists are JSON text, which servers of
 * version 3.11 and later take apart.
 */
final class MlflowAttributes {
  static final AttributeKey<String> SPAN_TYPE = AttributeKey.stringKey("mlflow.spanType");
  static final AttributeKey<String> SPAN_INPUTS = AttributeKey.stringKey("mlflow.spanInputs");
  static final AttributeKey<String> SPAN_OUTPUTS = AttributeKey.stringKey("mlflow.spanOutputs");

  /** The shape of inputs and outputs, for the Chat tab. */
  static final AttributeKey<String> MESSAGE_FORMAT =
      AttributeKey.stringKey("mlflow.message.format");

  /** The whole conversation, for the Chat tab; wins over inputs and outputs. */
  static final AttributeKey<String> CHAT_MESSAGES = AttributeKey.stringKey("mlflow.chat.messages");

  static final AttributeKey<String> CHAT_TOOLS = AttributeKey.stringKey("mlflow.chat.tools");
  static final AttributeKey<String> TOKEN_USAGE = AttributeKey.stringKey("mlflow.chat.tokenUsage");
  static final AttributeKey<String> LLM_MODEL = AttributeKey.stringKey("mlflow.llm.model");
  static final AttributeKey<String> LLM_PROVIDER = AttributeKey.stringKey("mlflow.llm.provider");
  static final AttributeKey<String> LLM_COST = AttributeKey.stringKey("mlflow.llm.cost");

  /** Stands before the name of a tag; read on the root span of a trace only. */
  private static final String TRACE_TAG = "mlflow.traceTag.";

  private MlflowAttributes() {}

  /** Returns the attribute that becomes a tag of the trace. */
  static AttributeKey<String> traceTag(String name) {
    return AttributeKey.stringKey(TRACE_TAG + name);
  }
}
