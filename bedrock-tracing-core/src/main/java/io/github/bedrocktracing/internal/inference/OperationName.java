/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

/** What a call asks of a model, in the words of the GenAI conventions where they have one. */
public enum OperationName {
  /** A conversation of messages. */
  CHAT("chat"),
  /** A prompt of plain text, continued. */
  TEXT_COMPLETION("text_completion"),
  /** Vectors for texts or media. */
  EMBEDDINGS("embeddings"),
  /** Images, video or other content that is no conversation. */
  GENERATE_CONTENT("generate_content"),
  /** Documents put in the order of their relevance; the conventions have no name for it. */
  RERANK("rerank"),
  /** A managed agent or a hosted runtime at work on an answer. */
  INVOKE_AGENT("invoke_agent"),
  /** Documents looked up in a knowledge base. */
  RETRIEVAL("retrieval"),
  /** A tool that is run. */
  EXECUTE_TOOL("execute_tool"),
  /** A flow of nodes that the service runs. */
  INVOKE_WORKFLOW("invoke_workflow"),
  /** A text checked by a guardrail; the conventions have no name for it. */
  APPLY_GUARDRAIL("apply_guardrail"),
  /** The tokens of a request counted, which uses none; the conventions have no name for it. */
  COUNT_TOKENS("count_tokens"),
  /** What a memory holds, looked up or listed. */
  SEARCH_MEMORY("search_memory"),
  /** Something put into a memory. */
  CREATE_MEMORY("create_memory"),
  /** Something in a memory replaced. */
  UPDATE_MEMORY("update_memory"),
  /** Something taken out of a memory. */
  DELETE_MEMORY("delete_memory");

  private final String value;

  OperationName(String value) {
    this.value = value;
  }

  /** Returns whether a model generates something, whose tokens are counted on the span itself. */
  public boolean isInference() {
    return this == CHAT || this == TEXT_COMPLETION || this == GENERATE_CONTENT;
  }

  /**
   * Returns whether the service does it in steps, of which it may tell.
   *
   * @param stream whether the answer comes as a stream, as that of an agentic retrieval does
   */
  public boolean hasSteps(boolean stream) {
    return this == INVOKE_AGENT || this == INVOKE_WORKFLOW || (this == RETRIEVAL && stream);
  }

  /** Returns whether documents are looked up or put in order. */
  public boolean looksUp() {
    return this == RETRIEVAL || this == RERANK;
  }

  /** Returns the name as it is recorded. */
  public String value() {
    return value;
  }
}
