/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

/** The operations that are called. */
public enum Operation {
  CONVERSE,
  INVOKE_MODEL,
  CONVERSE_STREAM,
  INVOKE_MODEL_STREAM,
  INVOKE_AGENT
}
