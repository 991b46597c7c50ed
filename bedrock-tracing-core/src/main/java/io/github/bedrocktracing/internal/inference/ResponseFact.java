/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

/** Numbers and ids that the answers of single operations hold. */
public enum ResponseFact {
  /** The number of documents that were found. */
  DOCUMENTS,
  /** The tokens that a request would have, none of which were used. */
  COUNTED_TOKENS,
  /** The ARN under which an answer is made that nobody waits for. */
  ASYNC_INVOCATION,
  /** The id of a flow's run. */
  FLOW_EXECUTION,
  /** Why a flow's run stopped. */
  FLOW_COMPLETION,
  /** How many records a memory gave, took or lost. */
  MEMORY_RECORDS
}
