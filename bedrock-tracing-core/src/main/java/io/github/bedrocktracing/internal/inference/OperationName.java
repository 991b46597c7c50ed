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
  RERANK("rerank");

  private final String value;

  OperationName(String value) {
    this.value = value;
  }

  /** Returns the name as it is recorded. */
  public String value() {
    return value;
  }
}
