/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import java.util.List;

/**
 * Metric names, units and bucket boundaries of the GenAI semantic conventions: those of {@link
 * Conventions#RELEASED}, which tell tokens apart by an attribute, and with {@code LATEST_} in front
 * those of {@link Conventions#LATEST}, which have a metric for each kind of token.
 */
public final class GenAiMetricNames {
  public static final String TOKEN_USAGE = "gen_ai.client.token.usage";
  public static final String OPERATION_DURATION = "gen_ai.client.operation.duration";
  public static final String TIME_TO_FIRST_CHUNK = "gen_ai.client.operation.time_to_first_chunk";
  public static final String TIME_PER_OUTPUT_CHUNK =
      "gen_ai.client.operation.time_per_output_chunk";

  public static final String LATEST_DURATION = "gen_ai.client.inference.duration";
  public static final String LATEST_TIME_TO_FIRST_CHUNK =
      "gen_ai.client.inference.time_to_first_chunk";
  public static final String LATEST_TIME_PER_OUTPUT_CHUNK =
      "gen_ai.client.inference.time_per_output_chunk";
  public static final String LATEST_INPUT_TOKENS = "gen_ai.client.inference.usage.input_tokens";
  public static final String LATEST_OUTPUT_TOKENS = "gen_ai.client.inference.usage.output_tokens";
  public static final String LATEST_CACHE_READ_TOKENS =
      "gen_ai.client.inference.usage.cache_read.input_tokens";
  public static final String LATEST_CACHE_WRITE_TOKENS =
      "gen_ai.client.inference.usage.cache_write.input_tokens";
  public static final String LATEST_REASONING_TOKENS =
      "gen_ai.client.inference.usage.reasoning.output_tokens";
  public static final String LATEST_INPUT_TOKENS_PER_CALL =
      "gen_ai.client.inference.operation.input_tokens";
  public static final String LATEST_OUTPUT_TOKENS_PER_CALL =
      "gen_ai.client.inference.operation.output_tokens";

  public static final String SECONDS = "s";
  public static final String TOKENS = "{token}";

  /** Values of the token type. */
  public static final String INPUT = "input";

  public static final String OUTPUT = "output";

  /** The modality of tokens that the service does not split. */
  public static final String MODALITY_UNKNOWN = "unknown";

  /** Boundaries for durations, in seconds. */
  public static final List<Double> SECONDS_BOUNDARIES =
      List.of(
          0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);

  /** Boundaries for token counts. */
  public static final List<Long> TOKENS_BOUNDARIES =
      List.of(
          1L, 4L, 16L, 64L, 256L, 1024L, 4096L, 16384L, 65536L, 262144L, 1048576L, 4194304L,
          16777216L, 67108864L);

  private GenAiMetricNames() {}
}
