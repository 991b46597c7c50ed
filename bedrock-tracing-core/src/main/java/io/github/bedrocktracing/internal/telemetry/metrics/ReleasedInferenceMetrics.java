/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry.metrics;

import io.github.bedrocktracing.internal.convention.CallMetricNames;
import io.github.bedrocktracing.internal.convention.GenAiMetricNames;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.TokenUsage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of version 1.41.1 of the conventions, and one of the library's own for cached tokens.
 */
final class ReleasedInferenceMetrics implements InferenceMetrics {
  private final TokenAttributes input = new TokenAttributes(GenAiMetricNames.INPUT);
  private final TokenAttributes output = new TokenAttributes(GenAiMetricNames.OUTPUT);
  private final TokenAttributes cacheRead = new TokenAttributes(CallMetricNames.CACHE_READ);
  private final TokenAttributes cacheWrite = new TokenAttributes(CallMetricNames.CACHE_WRITE);
  private final DoubleHistogram duration;
  private final DoubleHistogram timeToFirstChunk;
  private final DoubleHistogram timePerOutputChunk;
  private final LongHistogram tokenUsage;
  private final LongCounter cachedTokens;

  ReleasedInferenceMetrics(Meter meter) {
    duration =
        Histograms.seconds(
            meter, GenAiMetricNames.OPERATION_DURATION, "Duration of a GenAI operation.");
    timeToFirstChunk =
        Histograms.seconds(
            meter,
            GenAiMetricNames.TIME_TO_FIRST_CHUNK,
            "Time from the start of a streamed operation to its first chunk.");
    timePerOutputChunk =
        Histograms.seconds(
            meter,
            GenAiMetricNames.TIME_PER_OUTPUT_CHUNK,
            "Time between one chunk of a streamed operation and the next.");
    tokenUsage =
        Histograms.tokens(
            meter, GenAiMetricNames.TOKEN_USAGE, "Input and output tokens of a GenAI operation.");
    cachedTokens =
        meter
            .counterBuilder(CallMetricNames.CACHED_TOKENS)
            .setUnit(GenAiMetricNames.TOKENS)
            .setDescription("Input tokens that went through a cache.")
            .build();
  }

  @Override
  public boolean areRead() {
    return MetricReaders.has(duration)
        || MetricReaders.has(tokenUsage)
        || MetricReaders.has(timeToFirstChunk)
        || MetricReaders.has(timePerOutputChunk)
        || MetricReaders.has(cachedTokens);
  }

  @Override
  public void duration(
      OperationName operation, double seconds, Attributes attributes, Context context) {
    duration.record(seconds, attributes, context);
  }

  @Override
  public void timeToFirstChunk(double seconds, Attributes attributes, Context context) {
    timeToFirstChunk.record(seconds, attributes, context);
  }

  @Override
  public void timePerOutputChunk(double seconds, Attributes attributes, Context context) {
    timePerOutputChunk.record(seconds, attributes, context);
  }

  @Override
  public void tokens(
      OperationName operation, TokenUsage usage, Attributes attributes, Context context) {
    record(usage.input(), input, attributes, context);
    record(usage.output(), output, attributes, context);
    count(usage.cacheRead(), cacheRead, attributes, context);
    count(usage.cacheWrite(), cacheWrite, attributes, context);
  }

  private void record(
      @Nullable Long tokens, TokenAttributes type, Attributes attributes, Context context) {
    if (tokens != null) {
      tokenUsage.record(tokens, type.with(attributes), context);
    }
  }

  private void count(
      @Nullable Long tokens, TokenAttributes type, Attributes attributes, Context context) {
    if (tokens != null && tokens > 0) {
      cachedTokens.add(tokens, type.with(attributes), context);
    }
  }
}
