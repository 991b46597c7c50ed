/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.step.StepKind;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;

/** Gives the nodes of flows their names, all of them this library's own. */
final class FlowNodeAttributes {
  static final String ACTION_EVENT = "aws.bedrock.flow.node.action";
  static final AttributeKey<String> ACTION_OPERATION =
      AttributeKey.stringKey("aws.bedrock.flow.node.action.operation");
  static final AttributeKey<String> ACTION_CONTENT =
      AttributeKey.stringKey("aws.bedrock.flow.node.action.content");

  private static final AttributeKey<String> TYPE =
      AttributeKey.stringKey("aws.bedrock.flow.node.type");
  private static final AttributeKey<List<String>> EXECUTION_CHAIN =
      AttributeKey.stringArrayKey("aws.bedrock.flow.node.execution_chain");
  private static final AttributeKey<List<String>> CONDITIONS =
      AttributeKey.stringArrayKey("aws.bedrock.flow.node.satisfied_conditions");
  private static final AttributeKey<String> INPUTS =
      AttributeKey.stringKey("aws.bedrock.flow.node.inputs");
  private static final AttributeKey<String> OUTPUTS =
      AttributeKey.stringKey("aws.bedrock.flow.node.outputs");

  private FlowNodeAttributes() {}

  static void put(AttributeSink attributes, StepKind.FlowNode node) {
    attributes.put(TYPE, node.type());
    if (!node.executionChain().isEmpty()) {
      attributes.put(EXECUTION_CHAIN, node.executionChain());
    }
    if (!node.conditions().isEmpty()) {
      attributes.put(CONDITIONS, node.conditions());
    }
  }

  /** Puts the documents that the node was given and that it gave, by the names of their fields. */
  static void putContent(AttributesBuilder attributes, MessageContent content) {
    attributes.put(INPUTS, StepContent.text(StepContent.arguments(content)));
    attributes.put(OUTPUTS, StepContent.text(StepContent.result(content)));
  }
}
