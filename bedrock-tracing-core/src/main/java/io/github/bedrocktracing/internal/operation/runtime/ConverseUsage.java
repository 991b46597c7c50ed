/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.runtime;

import io.github.bedrocktracing.internal.inference.TokenUsage.Counts;
import io.github.bedrocktracing.internal.operation.capture.SdkMembers;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

/** Reads the counts of Converse, which an old SDK hands on without those of the cache. */
final class ConverseUsage {
  private static final @Nullable SdkField<?> CACHE_READ = field("cacheReadInputTokens");
  private static final @Nullable SdkField<?> CACHE_WRITE = field("cacheWriteInputTokens");

  private ConverseUsage() {}

  static void read(@Nullable TokenUsage usage, Counts counts) {
    if (usage == null) {
      return;
    }
    if (usage.inputTokens() != null) {
      readInput(usage, usage.inputTokens(), counts);
    }
    if (usage.outputTokens() != null) {
      counts.output(usage.outputTokens());
    }
    if (SdkMembers.member(usage, CACHE_READ) instanceof Integer tokens) {
      counts.cacheRead(tokens);
    }
    if (SdkMembers.member(usage, CACHE_WRITE) instanceof Integer tokens) {
      counts.cacheWrite(tokens);
    }
  }

  /** Where the SDK drops the counts of the cache, the service's total still includes them. */
  private static void readInput(TokenUsage usage, int uncached, Counts counts) {
    boolean dropsCache = CACHE_READ == null || CACHE_WRITE == null;
    if (dropsCache && usage.totalTokens() != null && usage.outputTokens() != null) {
      long input = (long) usage.totalTokens() - usage.outputTokens();
      if (input > uncached) {
        counts.totalInputWithUnknownCache(input);
        return;
      }
    }
    counts.uncachedInput(uncached);
  }

  private static @Nullable SdkField<?> field(String name) {
    return SdkMembers.field(TokenUsage.builder().build(), name);
  }
}
