/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import io.github.bedrocktracing.internal.inference.InferenceResult;
import io.github.bedrocktracing.internal.inference.WorkResult;
import io.github.bedrocktracing.internal.inference.step.StepResult;
import io.opentelemetry.api.common.Attributes;

/**
 * A vendor's own vocabulary, put on spans beside the conventions' names; it adds and never
 * replaces.
 */
public interface SpanFlavor {
  /**
   * Returns the attributes of a span whose execution has ended.
   *
   * @param root whether the span has no parent
   */
  Attributes atEnd(InferenceResult result, boolean root);

  /** Returns the attributes of the span of a step of a managed agent's run. */
  default Attributes atEnd(StepResult result) {
    return Attributes.empty();
  }

  /** Returns the attributes of the span of the program's own work, which has ended. */
  default Attributes atEnd(WorkResult result) {
    return Attributes.empty();
  }
}
