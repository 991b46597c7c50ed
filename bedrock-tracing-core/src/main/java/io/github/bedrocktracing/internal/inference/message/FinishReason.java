/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference.message;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of the GenAI conventions for why a model stopped. */
public final class FinishReason {
  public static final String ERROR = "error";
  public static final String STOP = "stop";
  private static final String LENGTH = "length";
  private static final String TOOL_CALL = "tool_call";
  private static final String CONTENT_FILTER = "content_filter";

  private static final Map<String, String> NORMALISED =
      Map.ofEntries(
          Map.entry("end_turn", STOP),
          Map.entry("stop", STOP),
          Map.entry("stop_sequence", STOP),
          Map.entry("finish", STOP),
          Map.entry("stop_criteria_met", STOP),
          Map.entry("complete", STOP),
          Map.entry("endoftext", STOP),
          Map.entry("eos_token", STOP),
          Map.entry("eos", STOP),
          Map.entry("pause_turn", STOP),
          Map.entry("success", STOP),
          Map.entry("max_tokens", LENGTH),
          Map.entry("length", LENGTH),
          Map.entry("error_limit", LENGTH),
          Map.entry("model_context_window_exceeded", LENGTH),
          Map.entry("tool_use", TOOL_CALL),
          Map.entry("tool_calls", TOOL_CALL),
          Map.entry("function_call", TOOL_CALL),
          Map.entry("tool_call", TOOL_CALL),
          Map.entry("guardrail_intervened", CONTENT_FILTER),
          Map.entry("content_filtered", CONTENT_FILTER),
          Map.entry("content_filter", CONTENT_FILTER),
          Map.entry("error_toxic", CONTENT_FILTER),
          Map.entry("refusal", CONTENT_FILTER),
          Map.entry("malformed_model_output", ERROR),
          Map.entry("malformed_tool_use", ERROR),
          Map.entry("error", ERROR),
          Map.entry("rag_query_when_rag_disabled", ERROR),
          Map.entry("user_cancel", ERROR),
          Map.entry("interrupted", ERROR));

  private FinishReason() {}

  /**
   * Returns the conventions' word for a reason of the wire; an unknown one is returned as it is.
   */
  public static @Nullable String normalise(@Nullable String raw) {
    return raw == null ? null : NORMALISED.getOrDefault(raw.toLowerCase(Locale.ROOT), raw);
  }
}
