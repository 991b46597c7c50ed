/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.settings;

/** In which words a hosted agent is told of the trace that it is called in. */
public enum PropagationFormat {
  /** Those of W3C Trace Context. */
  W3C,
  /** Those of AWS X-Ray. */
  XRAY,
  /** It is not told. */
  NONE
}
