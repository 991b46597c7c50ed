/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.runtime;

import io.github.bedrocktracing.internal.inference.InferenceRequest;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkNumber;
import software.amazon.awssdk.core.document.Document;

/**
 * Reads the parameters that Converse does not model and passes on in {@code
 * additionalModelRequestFields}, under the names that models give them.
 */
final class AdditionalModelFields {
  private static final Map<String, BiConsumer<InferenceRequest.Builder, SdkNumber>> NUMBERS =
      Map.of(
          "top_k", (builder, value) -> builder.topK(value.doubleValue()),
          "topK", (builder, value) -> builder.topK(value.doubleValue()),
          "k", (builder, value) -> builder.topK(value.doubleValue()),
          "seed", (builder, value) -> integer(value, builder::seed),
          "n", (builder, value) -> integer(value, builder::choiceCount),
          "frequency_penalty", (builder, value) -> builder.frequencyPenalty(value.doubleValue()),
          "presence_penalty", (builder, value) -> builder.presencePenalty(value.doubleValue()));

  private AdditionalModelFields() {}

  /** Reads the fields known by name; others are passed over. */
  static void read(@Nullable Document fields, InferenceRequest.Builder builder) {
    if (fields == null || !fields.isMap()) {
      return;
    }
    fields.asMap().forEach((name, value) -> readField(name, value, builder));
  }

  private static void readField(
      String name, @Nullable Document value, InferenceRequest.Builder builder) {
    if (value == null) {
      return;
    }
    if (value.isNumber()) {
      BiConsumer<InferenceRequest.Builder, SdkNumber> setter = NUMBERS.get(name);
      if (setter != null && Double.isFinite(value.asNumber().doubleValue())) {
        setter.accept(builder, value.asNumber());
      }
    } else if (value.isString()) {
      if (name.equals("reasoning_effort") || name.equals("reasoning_config")) {
        builder.reasoningLevel(value.asString());
      }
    } else if (value.isMap()) {
      switch (name) {
        case "inferenceConfig" -> read(value, builder);
        case "output_config" -> readText(value, "effort", builder);
        case "reasoningConfig" -> readText(value, "maxReasoningEffort", builder);
        default -> {}
      }
    }
  }

  /** Hands on a number that is a {@code long}; any other would have to be invented. */
  private static void integer(SdkNumber value, LongConsumer setter) {
    try {
      setter.accept(value.bigDecimalValue().longValueExact());
    } catch (ArithmeticException none) {
      // No integer, or one too large.
    }
  }

  private static void readText(Document map, String name, InferenceRequest.Builder builder) {
    Document value = map.asMap().get(name);
    if (value != null && value.isString()) {
      builder.reasoningLevel(value.asString());
    }
  }
}
