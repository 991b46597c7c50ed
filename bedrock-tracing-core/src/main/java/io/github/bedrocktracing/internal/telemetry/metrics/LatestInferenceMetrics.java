/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry.metrics;

import io.github.bedrocktracing.internal.convention.GenAiAttributes;
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

/** The metrics of the conventions' repository as of 2026-10-09. */
final class LatestInferenceMetrics implements InferenceMetrics {
  private final DoubleHistogram inferenceDuration;
  private final DoubleHistogram operationDuration;
  private final DoubleHistogram timeToFirstChunk;
  private final DoubleHistogram timePerOutputChunk;
  private final LongCounter inputTokens;
  private final LongCounter outputTokens;
  private final LongCounter cacheReadTokens;
  private final LongCounter cacheWriteTokens;
  private final LongCounter reasoningTokens;
  private final LongHistogram inputTokensPerCall;
  private final LongHistogram outputTokensPerCall;

  LatestInferenceMetrics(Meter meter) {
    inferenceDuration =
        Histograms.seconds(meter, GenAiMetricNames.LATEST_DURATION, "Duration of an inference.");
    operationDuration =
        Histograms.seconds(
            meter,
            GenAiMetricNames.OPERATION_DURATION,
            "Duration of a GenAI operation other than inference.");
    timeToFirstChunk =
        Histograms.seconds(
            meter,
            GenAiMetricNames.LATEST_TIME_TO_FIRST_CHUNK,
            "Time from the start of a streamed inference to its first chunk.");
    timePerOutputChunk =
        Histograms.seconds(
            meter,
            GenAiMetricNames.LATEST_TIME_PER_OUTPUT_CHUNK,
            "Time between one chunk of a streamed inference and the next.");
    inputTokens = counter(meter, GenAiMetricNames.LATEST_INPUT_TOKENS, "Input tokens used.");
    outputTokens = counter(meter, GenAiMetricNames.LATEST_OUTPUT_TOKENS, "Output tokens used.");
    cacheReadTokens =
        counter(
            meter,
            GenAiMetricNames.LATEST_CACHE_READ_TOKENS,
            "Input tokens that were read from a cache.");
    cacheWriteTokens =
        counter(
            meter,
            GenAiMetricNames.LATEST_CACHE_WRITE_TOKENS,
            "Input tokens that were written to a cache.");
    reasoningTokens =
        counter(
            meter,
            GenAiMetricNames.LATEST_REASONING_TOKENS,
            "Output tokens that were spent on reasoning.");
    inputTokensPerCall =
        Histograms.tokens(
            meter, GenAiMetricNames.LATEST_INPUT_TOKENS_PER_CALL, "Input tokens of one inference.");
    outputTokensPerCall =
        Histograms.tokens(
            meter,
            GenAiMetricNames.LATEST_OUTPUT_TOKENS_PER_CALL,
            "Output tokens of one inference.");
  }

  @Override
  public boolean areRead() {
    return MetricReaders.has(inferenceDuration)
        || MetricReaders.has(operationDuration)
        || MetricReaders.has(timeToFirstChunk)
        || MetricReaders.has(timePerOutputChunk)
        || MetricReaders.has(inputTokens)
        || MetricReaders.has(outputTokens)
        || MetricReaders.has(cacheReadTokens)
        || MetricReaders.has(cacheWriteTokens)
        || MetricReaders.has(reasoningTokens)
        || MetricReaders.has(inputTokensPerCall)
        || MetricReaders.has(outputTokensPerCall);
  }

  @Override
  public void duration(
      OperationName operation, double seconds, Attributes attributes, Context context) {
    (operation.isInference() ? inferenceDuration : operationDuration)
        .record(seconds, attributes, context);
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
    if (!operation.isInference()) {
      return;
    }
    Attributes withModality =
        attributes.toBuilder()
            .put(GenAiAttributes.LATEST_TOKEN_MODALITY, GenAiMetricNames.MODALITY_UNKNOWN)
            .build();
    add(inputTokens, usage.input(), withModality, context);
    add(outputTokens, usage.output(), withModality, context);
    add(cacheReadTokens, usage.cacheRead(), attributes, context);
    add(cacheWriteTokens, usage.cacheWrite(), attributes, context);
    add(reasoningTokens, usage.reasoning(), attributes, context);
    if (usage.input() != null) {
      inputTokensPerCall.record(usage.input(), attributes, context);
    }
    if (usage.output() != null) {
      outputTokensPerCall.record(usage.output(), attributes, context);
    }
  }

  private static void add(
      LongCounter counter, @Nullable Long tokens, Attributes attributes, Context context) {
    if (tokens != null) {
      counter.add(tokens, attributes, context);
    }
  }

  private static LongCounter counter(Meter meter, String name, String description) {
    return meter
        .counterBuilder(name)
        .setUnit(GenAiMetricNames.TOKENS)
        .setDescription(description)
        .build();
  }
}
