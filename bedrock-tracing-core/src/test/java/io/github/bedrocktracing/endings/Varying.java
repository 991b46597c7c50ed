/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

/** What of a failing call differs from time to time without tracing, as the control test shows. */
enum Varying {
  /** How often the handler of a stream is told of the failure, and in which wrapping. */
  HANDLER,
  /** What the connection is said to have failed with. */
  FAILURE,
  /** How many attempts there are: some reasons to fail are not tried again. */
  ATTEMPTS,
  /** How many attempts reach the server: one may meet the connection that the last one broke. */
  REQUESTS
}
