/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

/**
 * What a call to a model records where it is made within a span of the same call, as frameworks
 * make one around each call of a model.
 *
 * <p>A span counts as such where, when the call begins, it is the current one, is recorded by an
 * OpenTelemetry SDK in this class loader, and its {@code gen_ai.operation.name} is the call's. In
 * an application of Spring Boot that has Micrometer Tracing with the bridge to OpenTelemetry, so
 * does the span of an observation with a tag of that name, sampled or not; of one that is not
 * current, if it is the last that the thread has begun, for a call of the same model of Bedrock, as
 * those of Spring AI's streams are.
 *
 * <p>Where a span does not count, a call records as with {@link #CHILD} whatever is set: else in
 * traces that are not sampled, and below spans of other libraries that get their attributes when
 * they end, or that the OpenTelemetry Java agent records.
 */
public enum ParentSpans {
  /** The call has a span of its own with everything on it, and counts in all metrics. */
  CHILD,
  /**
   * The call has a span of its own, but its tokens are the parent's to tell: it has no {@code
   * gen_ai.usage.*}, and does not count in {@code gen_ai.client.token.usage} and {@code
   * gen_ai.client.operation.duration}. The cost stays with the call.
   */
  ONCE,
  /**
   * The call has no span of its own. What it would record goes on the parent, with {@code
   * bedrock.tracing.enriched}, but for errors, as the parent may try again; metrics are as with
   * {@link #ONCE}. The parent is never ended or renamed. A second call within the same parent
   * records as with {@link #ONCE}, unless the first has failed without tokens, and so does one
   * whose parent is not sampled; one that ends after its parent records as with {@link #CHILD}.
   */
  ENRICH
}
