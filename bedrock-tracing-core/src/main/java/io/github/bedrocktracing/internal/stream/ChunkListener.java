/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

/** Is told when each chunk after the first has come. */
public interface ChunkListener {
  /** A chunk has come so many seconds after the chunk before it. */
  void chunk(double secondsSincePrevious);
}
