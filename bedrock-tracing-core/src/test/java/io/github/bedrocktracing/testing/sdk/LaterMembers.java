/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.sdk;

import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.bedrockagentruntime.model.FlowTrace;
import software.amazon.awssdk.services.bedrockagentruntime.model.KnowledgeBaseRetrievalResult;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailPiiEntityFilter;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlock;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Members and operations that the oldest supported SDK does not have: it neither sends them nor
 * hands them on, and tests that name them in code would not link there.
 */
public enum LaterMembers {
  /** The service tier of requests and responses. */
  SERVICE_TIER(ConverseRequest.builder(), "serviceTier"),
  /** The counts of cached tokens in the answer of Converse. */
  CACHE_COUNTS(TokenUsage.builder(), "cacheReadInputTokens"),
  /** The reasoning in the answer of Converse. */
  REASONING(ContentBlock.builder(), "reasoningContent"),
  /** The word that a tool is run by the service. */
  TOOL_USE_TYPE(ToolUseBlock.builder(), "type"),
  /** Results of a search in a message. */
  SEARCH_RESULTS(ContentBlock.builder(), "searchResult"),
  /** Text with its sources in a message. */
  CITATIONS(ContentBlock.builder(), "citationsContent"),
  /** Whether a guardrail has found somebody's data, which it may have let pass. */
  DETECTED(GuardrailPiiEntityFilter.builder(), "detected"),
  /** The name of a document that was retrieved. */
  DOCUMENT_ID(KnowledgeBaseRetrievalResult.builder(), "documentId"),
  /** What a node of a flow has called. */
  NODE_ACTIONS(FlowTrace.builder(), "nodeActionTrace"),
  /** The trace of an agent that is a node of a flow. */
  NODE_DEPENDENCIES(FlowTrace.builder(), "nodeDependencyTrace"),
  COUNT_TOKENS("software.amazon.awssdk.services.bedrockruntime.model.CountTokensRequest"),
  GUARDRAIL_CHECKS(
      "software.amazon.awssdk.services.bedrockruntime.model.InvokeGuardrailChecksRequest"),
  AGENTIC_RETRIEVE(
      "software.amazon.awssdk.services.bedrockagentruntime.model.AgenticRetrieveStreamRequest"),
  /** What the client of AgentCore, a module with a version of its own, links to. */
  AGENT_CORE("software.amazon.awssdk.awscore.auth.AuthSchemePreferenceResolver");

  private final boolean present;

  LaterMembers(String className) {
    this.present = exists(className);
  }

  LaterMembers(SdkPojo holder, String name) {
    this.present = field(holder, name).isPresent();
  }

  /** Returns whether the SDK that runs has it. */
  public boolean isPresent() {
    return present;
  }

  /** Sets a member of a builder, if the builder has it. */
  public static <B extends SdkPojo> B set(B builder, String name, Object value) {
    field(builder, name).ifPresent(field -> field.set(builder, value));
    return builder;
  }

  /** Sets a member that holds an object with one member, if the builder has it. */
  public static <B extends SdkPojo> B set(B builder, String name, String inner, Object value) {
    field(builder, name)
        .ifPresent(
            field -> {
              SdkPojo object = set(field.constructor().get(), inner, value);
              field.set(builder, ((Buildable) object).build());
            });
    return builder;
  }

  private static boolean exists(String className) {
    try {
      Class.forName(className, false, LaterMembers.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  private static Optional<SdkField<?>> field(SdkPojo holder, String name) {
    return holder.sdkFields().stream().filter(f -> f.memberName().equals(name)).findFirst();
  }
}
