/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import org.jspecify.annotations.Nullable;

/**
 * The tokens that the service counted; a count that the service did not give is null, never
 * guessed.
 *
 * @param input all input tokens, those read from and written to a cache included
 * @param output all output tokens, those of reasoning included
 * @param cacheRead the part of the input that was read from a cache
 * @param cacheWrite the part of the input that was written to a cache
 * @param reasoning the part of the output that was spent on reasoning
 * @param cacheUnknown whether a part of the input went through a cache that no count tells
 */
public record TokenUsage(
    @Nullable Long input,
    @Nullable Long output,
    @Nullable Long cacheRead,
    @Nullable Long cacheWrite,
    @Nullable Long reasoning,
    boolean cacheUnknown) {

  /** No count at all. */
  public static final TokenUsage NONE = new TokenUsage(null, null, null, null, null, false);

  /** Returns whether nothing is known of the tokens. */
  public boolean isEmpty() {
    return input == null
        && output == null
        && cacheRead == null
        && cacheWrite == null
        && reasoning == null
        && !cacheUnknown;
  }

  /**
   * Counts as one source of the wire gives them. A later count replaces an earlier one, as in
   * streams whose counts are cumulative; a negative count is ignored.
   */
  public static final class Counts {
    private @Nullable Long input;
    private @Nullable Long output;
    private @Nullable Long cacheRead;
    private @Nullable Long cacheWrite;
    private @Nullable Long reasoning;
    private boolean inputIncludesCache;
    private boolean cacheUnknown;

    /** The input tokens without those that the cache counts tell, as Bedrock itself counts. */
    public void uncachedInput(long tokens) {
      if (tokens >= 0) {
        input = tokens;
        inputIncludesCache = false;
        cacheUnknown = false;
      }
    }

    /** The input tokens together with the cached ones, as the chat-completions dialect counts. */
    public void totalInput(long tokens) {
      if (tokens >= 0) {
        input = tokens;
        inputIncludesCache = true;
        cacheUnknown = false;
      }
    }

    /** The input tokens together with cached ones whose counts are not to be had. */
    public void totalInputWithUnknownCache(long tokens) {
      if (tokens >= 0) {
        totalInput(tokens);
        cacheUnknown = true;
      }
    }

    /** The output tokens. */
    public void output(long tokens) {
      output = tokens >= 0 ? (Long) tokens : output;
    }

    /** The output tokens of one more answer, where a source counts each answer on its own. */
    public void addOutput(long tokens) {
      if (tokens >= 0) {
        output = saturatedSum(output == null ? 0 : output, tokens);
      }
    }

    /** The tokens read from a cache. */
    public void cacheRead(long tokens) {
      cacheRead = tokens >= 0 ? (Long) tokens : cacheRead;
    }

    /** The tokens written to a cache. */
    public void cacheWrite(long tokens) {
      cacheWrite = tokens >= 0 ? (Long) tokens : cacheWrite;
    }

    /** The output tokens spent on reasoning. */
    public void reasoning(long tokens) {
      reasoning = tokens >= 0 ? (Long) tokens : reasoning;
    }

    /** Returns whether no count is known. */
    public boolean isEmpty() {
      return input == null
          && output == null
          && cacheRead == null
          && cacheWrite == null
          && reasoning == null;
    }

    /** Takes from another source, if it told any, every count that this one lacks. */
    public Counts orElse(@Nullable Counts other) {
      if (other == null) {
        return this;
      }
      if (input == null) {
        input = other.input;
        inputIncludesCache = other.inputIncludesCache;
        cacheUnknown = other.cacheUnknown;
      }
      output = output == null ? other.output : output;
      cacheRead = cacheRead == null ? other.cacheRead : cacheRead;
      cacheWrite = cacheWrite == null ? other.cacheWrite : cacheWrite;
      reasoning = reasoning == null ? other.reasoning : reasoning;
      return this;
    }

    /** Returns the counts with the cached tokens counted in. */
    public TokenUsage build() {
      if (isEmpty()) {
        return NONE;
      }
      Long total = input;
      if (total != null && !inputIncludesCache) {
        total = saturatedSum(total, cacheRead == null ? 0 : cacheRead);
        total = saturatedSum(total, cacheWrite == null ? 0 : cacheWrite);
      }
      return new TokenUsage(total, output, cacheRead, cacheWrite, reasoning, cacheUnknown);
    }

    private static long saturatedSum(long tokens, long more) {
      return tokens > Long.MAX_VALUE - more ? Long.MAX_VALUE : tokens + more;
    }
  }
}
