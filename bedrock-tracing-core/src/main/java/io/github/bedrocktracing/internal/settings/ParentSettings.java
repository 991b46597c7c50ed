/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.settings;

import io.github.bedrocktracing.ParentSpans;
import org.jspecify.annotations.Nullable;

/**
 * What the program said about spans of others around calls.
 *
 * @param parentSpans what is recorded within them; null where the program said nothing and the flag
 *     decides
 */
public record ParentSettings(@Nullable ParentSpans parentSpans) {
  /** Nothing said. */
  public static final ParentSettings UNSET = new ParentSettings(null);

  /** Returns what is recorded within them now. */
  public ParentSpans parentSpansNow() {
    return parentSpans != null ? parentSpans : Flags.parentSpans();
  }

  /**
   * Returns whether calls are recorded on the spans that others make of them on the same client.
   */
  public boolean sharesSdkSpansNow() {
    return Flags.sharesSdkSpans();
  }
}
