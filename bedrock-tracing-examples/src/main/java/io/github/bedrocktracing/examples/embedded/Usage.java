/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.embedded;

/**
 * The tokens of one answer, counted as Bedrock counts them.
 *
 * @param input input tokens that came neither from the cache nor went there
 * @param cacheRead input tokens read from the prompt cache
 * @param cacheWrite input tokens written to the prompt cache
 * @param output output tokens
 */
record Usage(int input, int cacheRead, int cacheWrite, int output) {
  int total() {
    return input + cacheRead + cacheWrite + output;
  }
}
