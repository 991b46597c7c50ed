/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import io.github.bedrocktracing.internal.inference.Target;
import org.jspecify.annotations.Nullable;

/**
 * Names what a call is made to: in the GenAI conventions' words, and in words of our own for what
 * only Bedrock has.
 */
final class TargetAttributes {
  private TargetAttributes() {}

  static void put(AttributeSink attributes, @Nullable Target target) {
    if (target instanceof Target.Agent agent) {
      attributes.put(GenAiAttributes.AGENT_ID, agent.id());
      attributes.put(GenAiAttributes.AGENT_NAME, agent.name());
      attributes.put(CommonAttributes.BEDROCK_AGENT_ALIAS_ID, agent.alias());
      attributes.put(CommonAttributes.BEDROCK_AGENT_MEMORY_ID, agent.memoryId());
    } else if (target instanceof Target.KnowledgeBase knowledgeBase) {
      attributes.put(GenAiAttributes.DATA_SOURCE_ID, knowledgeBase.id());
      attributes.put(CommonAttributes.BEDROCK_KNOWLEDGE_BASE_ID, knowledgeBase.id());
    } else if (target instanceof Target.KnowledgeBases knowledgeBases) {
      attributes.put(CommonAttributes.BEDROCK_KNOWLEDGE_BASE_IDS, knowledgeBases.ids());
    } else if (target instanceof Target.GroundedModel grounded) {
      attributes.put(CommonAttributes.BEDROCK_KNOWLEDGE_BASE_ID, grounded.knowledgeBaseId());
    } else if (target instanceof Target.Flow flow) {
      attributes.put(GenAiAttributes.WORKFLOW_NAME, flow.id());
      attributes.put(CommonAttributes.BEDROCK_FLOW_ID, flow.id());
      attributes.put(CommonAttributes.BEDROCK_FLOW_ALIAS_ID, flow.alias());
    } else if (target instanceof Target.FlowNode node) {
      attributes.put(GenAiAttributes.WORKFLOW_NAME, node.name());
      attributes.put(CommonAttributes.BEDROCK_FLOW_NODE_NAME, node.name());
    } else if (target instanceof Target.Guardrail guardrail) {
      GuardrailAttributes.put(attributes, guardrail);
    } else if (target instanceof Target.GuardrailChecks checks) {
      GuardrailAttributes.put(attributes, checks);
    } else if (target instanceof Target.Tool tool) {
      attributes.put(GenAiAttributes.TOOL_NAME, tool.name());
    } else if (target instanceof Target.Memory memory) {
      attributes.put(GenAiAttributes.MEMORY_STORE_ID, memory.storeId());
      attributes.put(GenAiAttributes.MEMORY_RECORD_ID, memory.recordId());
    }
  }
}
