/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import io.github.bedrocktracing.internal.settings.ParentSettings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded within spans of others.
 *
 * @param <B> the builder
 */
abstract class ParentOptions<B extends ParentOptions<B>> extends AgentOptions<B> {
  private @Nullable ParentSpans parentSpans;
  private @Nullable Boolean shareSdkSpans;

  ParentOptions() {}

  /**
   * Sets what a call to a model records within a span that another library makes of it, such as an
   * observation of Spring AI or LangChain4j.
   *
   * @param parentSpans what it records. Default: as {@code bedrock.tracing.parent-spans} says,
   *     which is {@code child}, {@code once} or {@code enrich}; else {@link ParentSpans#CHILD}
   * @return this builder
   */
  public final B parentSpans(ParentSpans parentSpans) {
    this.parentSpans = Objects.requireNonNull(parentSpans, "parentSpans");
    return self();
  }

  /**
   * Sets whether a call is recorded on the {@code gen_ai} span that OpenTelemetry's instrumentation
   * of the AWS SDK makes of it, as a library or in the Java agent, so that it has one span and
   * counts once.
   *
   * @param shareSdkSpans whether it is; false for a span of its own beside that one. Default: as
   *     {@code bedrock.tracing.sdk-spans} says, which is {@code share} or {@code ignore}; else true
   * @return this builder
   */
  public final B shareSdkSpans(boolean shareSdkSpans) {
    this.shareSdkSpans = shareSdkSpans;
    return self();
  }

  final ParentSettings parentSettings() {
    return new ParentSettings(parentSpans, shareSdkSpans);
  }
}
