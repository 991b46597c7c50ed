/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

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
