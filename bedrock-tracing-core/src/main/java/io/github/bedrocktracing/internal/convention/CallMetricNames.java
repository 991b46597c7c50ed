/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Names for what the metrics of calls tell beside the conventions; this library's own. The metrics
 * of the conventions carry the conventions' attributes alone.
 */
public final class CallMetricNames {
  /**
   * Who has the call made, on the metrics of cost: {@code program}, {@code agent}, {@code
   * managed_agent}, {@code flow}.
   */
  static final AttributeKey<String> CALLER = AttributeKey.stringKey("bedrock.tracing.caller");

  /**
   * Counter of input tokens that went through a cache, by {@code gen_ai.token.type}. The released
   * conventions have no metric of them.
   */
  public static final String CACHED_TOKENS = "bedrock.tracing.cached_tokens";

  /** Values of the token type. */
  public static final String CACHE_READ = "cache_read";

  public static final String CACHE_WRITE = "cache_write";

  private CallMetricNames() {}
}
