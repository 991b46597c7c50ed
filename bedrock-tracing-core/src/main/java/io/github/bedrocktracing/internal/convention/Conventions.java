/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

/** Which version of the GenAI semantic conventions names attributes and metrics. */
public enum Conventions {
  /** Version 1.41.1, the last one released. */
  RELEASED,
  /** The conventions' repository as of 2026-10-09. */
  LATEST
}
