/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.settings;

import io.github.bedrocktracing.ParentSpans;
import org.jspecify.annotations.Nullable;

/**
 * What the program said about spans that others make of calls; null where it said nothing and the
 * flags decide.
 *
 * @param parentSpans what is recorded within those around them
 * @param shareSdkSpans whether calls are recorded on those made on the same client
 */
public record ParentSettings(@Nullable ParentSpans parentSpans, @Nullable Boolean shareSdkSpans) {
  /** Nothing said. */
  public static final ParentSettings UNSET = new ParentSettings(null, null);

  /** Returns what is recorded within the spans of others now. */
  public ParentSpans parentSpansNow() {
    return parentSpans != null ? parentSpans : Flags.parentSpans();
  }

  /**
   * Returns whether calls are recorded on the spans that others make of them on the same client.
   */
  public boolean sharesSdkSpansNow() {
    return shareSdkSpans != null ? shareSdkSpans : Flags.sharesSdkSpans();
  }
}
