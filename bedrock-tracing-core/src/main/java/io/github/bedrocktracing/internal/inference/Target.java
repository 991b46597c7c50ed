/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a call is made to, where that is something else than a model. */
public sealed interface Target {
  /** What stands behind the operation in the span's name; low in cardinality. Null for nothing. */
  @Nullable String label();

  /**
   * A managed agent, or a runtime that hosts one.
   *
   * @param id the id that the service gave it; null for an agent that the call itself describes
   * @param name its name, where the call tells it
   * @param alias the id of the alias or the qualifier by which it was called
   * @param memoryId the memory that it may use
   */
  record Agent(
      @Nullable String id, @Nullable String name, @Nullable String alias, @Nullable String memoryId)
      implements Target {
    @Override
    public @Nullable String label() {
      return name != null ? name : id;
    }
  }

  /** A knowledge base. */
  record KnowledgeBase(String id) implements Target {
    @Override
    public String label() {
      return id;
    }
  }

  /** A tool of the service's own. */
  record Tool(String name) implements Target {
    @Override
    public String label() {
      return name;
    }
  }

  /** Several knowledge bases, of which the service asks those that it thinks fit. */
  record KnowledgeBases(List<String> ids) implements Target {
    @Override
    public @Nullable String label() {
      return null;
    }
  }

  /**
   * A model whose answer rests on what is found beforehand.
   *
   * @param model the model id as the caller passed it
   * @param knowledgeBaseId where it is looked for; null where the caller brings the sources along
   */
  record GroundedModel(@Nullable String model, @Nullable String knowledgeBaseId) implements Target {
    @Override
    public @Nullable String label() {
      return model;
    }
  }

  /**
   * A flow of nodes.
   *
   * @param id its id or ARN
   * @param alias the id or ARN of the alias by which it was called
   */
  record Flow(String id, @Nullable String alias) implements Target {
    @Override
    public String label() {
      return id;
    }
  }

  /** A node of a flow, by the name that the flow's author gave it. */
  record FlowNode(String name) implements Target {
    @Override
    public String label() {
      return name;
    }
  }

  /**
   * A guardrail that is called itself.
   *
   * @param source whether a prompt or an answer is checked, as the wire says it
   */
  record Guardrail(String id, @Nullable String version, @Nullable String source) implements Target {
    @Override
    public String label() {
      return id;
    }
  }

  /** Checks that need no guardrail of the caller's own. */
  record GuardrailChecks(List<String> kinds) implements Target {
    @Override
    public @Nullable String label() {
      return null;
    }
  }

  /**
   * A memory of agents.
   *
   * @param storeId the id of the memory
   * @param recordId the id of what is read or changed in it; null where the call does not name one
   */
  record Memory(@Nullable String storeId, @Nullable String recordId) implements Target {
    @Override
    public @Nullable String label() {
      return null;
    }
  }
}
