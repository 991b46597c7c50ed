/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

/** Where prompts and answers are recorded. */
public enum ContentCapture {
  /** Nowhere; the default. */
  NONE(false, false),
  /** As JSON in attributes of the span. */
  SPAN(true, false),
  /** Structured, in the event {@code gen_ai.client.inference.operation.details}. */
  EVENT(false, true),
  /** In both. */
  SPAN_AND_EVENT(true, true);

  private final boolean onSpan;
  private final boolean onEvent;

  ContentCapture(boolean onSpan, boolean onEvent) {
    this.onSpan = onSpan;
    this.onEvent = onEvent;
  }

  /** {@return whether the span carries content} */
  public boolean onSpan() {
    return onSpan;
  }

  /** {@return whether an event carries content} */
  public boolean onEvent() {
    return onEvent;
  }
}
