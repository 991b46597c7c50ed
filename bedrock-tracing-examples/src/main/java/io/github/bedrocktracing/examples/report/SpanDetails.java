/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The lines that stand below a span: what its attributes say of the call. */
final class SpanDetails {
  private static final AttributeKey<Double> FIRST_CHUNK =
      AttributeKey.doubleKey("gen_ai.response.time_to_first_chunk");
  private static final AttributeKey<Long> INPUT = AttributeKey.longKey("gen_ai.usage.input_tokens");
  private static final AttributeKey<Long> OUTPUT =
      AttributeKey.longKey("gen_ai.usage.output_tokens");
  private static final AttributeKey<Long> CACHE_READ =
      AttributeKey.longKey("gen_ai.usage.cache_read.input_tokens");
  private static final AttributeKey<Long> CACHE_CREATION =
      AttributeKey.longKey("gen_ai.usage.cache_creation.input_tokens");

  /** What newer conventions call {@link #CACHE_CREATION}. */
  private static final AttributeKey<Long> CACHE_WRITE =
      AttributeKey.longKey("gen_ai.usage.cache_write.input_tokens");

  private static final AttributeKey<List<String>> FINISH_REASONS =
      AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
  private static final AttributeKey<String> SESSION_ID = AttributeKey.stringKey("session.id");
  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  private SpanDetails() {}

  /** Returns the details in lines; what a span shares with its parent is told once. */
  static List<String> of(Attributes attributes, Attributes parent) {
    List<String> lines = new ArrayList<>();
    Double firstChunk = attributes.get(FIRST_CHUNK);
    if (firstChunk != null) {
      lines.add(line("first chunk", "after " + Millis.of(firstChunk)));
    }
    if (attributes.get(INPUT) != null || attributes.get(OUTPUT) != null) {
      lines.add(line("tokens", tokens(attributes)));
    }
    List<String> finishReasons = attributes.get(FINISH_REASONS);
    if (finishReasons != null) {
      lines.add(line("finish reason", String.join(", ", finishReasons)));
    }
    String session = attributes.get(SESSION_ID);
    if (session != null && !session.equals(parent.get(SESSION_ID))) {
      lines.add(line("session", session));
    }
    String errorType = attributes.get(ERROR_TYPE);
    if (errorType != null) {
      lines.add(line("error type", errorType));
    }
    return lines;
  }

  private static String tokens(Attributes attributes) {
    List<String> cached = new ArrayList<>();
    addCached(cached, attributes.get(CACHE_READ), "read from cache");
    addCached(cached, attributes.get(CACHE_CREATION), "written to cache");
    addCached(cached, attributes.get(CACHE_WRITE), "written to cache");
    String split = cached.isEmpty() ? "" : " (" + String.join(", ", cached) + ")";
    return count(attributes.get(INPUT))
        + " in"
        + split
        + ", "
        + count(attributes.get(OUTPUT))
        + " out";
  }

  private static void addCached(List<String> parts, @Nullable Long tokens, String what) {
    if (tokens != null && tokens > 0) {
      parts.add(tokens + " " + what);
    }
  }

  private static String count(@Nullable Long tokens) {
    return tokens == null ? "?" : tokens.toString();
  }

  private static String line(String label, String value) {
    return String.format(Locale.ROOT, "%-13s  %s", label, value);
  }
}
