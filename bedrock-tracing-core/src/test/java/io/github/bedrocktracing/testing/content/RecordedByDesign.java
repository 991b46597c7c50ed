/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.content;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Texts of requests and answers that are recorded whether content is captured or not: parameters
 * and identities in the sense of the conventions. Whatever is not named here counts as content.
 */
final class RecordedByDesign {
  /** Paths of members and fields, each with the reason. */
  private static final Map<Pattern, String> REASONS = new LinkedHashMap<>();

  static {
    allow(".*/modelId", "gen_ai.request.model is required");
    allow(".*/trace/promptRouter/invokedModelId", "gen_ai.response.model: what a router chose");
    allow(".*/guardrail(Config/guardrail)?Identifier", "aws.bedrock.guardrail.id is required");
    allow(".*/inferenceConfig/stopSequences", "gen_ai.request.stop_sequences is recommended");
    allow(".*/stopReason", "gen_ai.response.finish_reasons is recommended, as on the wire");
    allow(".*/performanceConfig(/l|L)atency", "a latency mode, an enumeration of the service");
    allow(".*/serviceTier(/type)?", "a service tier, an enumeration of the service");
    // The same in the bodies of models, each of which has its own names for them.
    allow("[^/]*/(message/)?id", "gen_ai.response.id is recommended");
    allow("[^/]*/(response/)?response_id", "gen_ai.response.id is recommended");
    allow("[^/]*/(message/)?model", "gen_ai.response.model is recommended");
    allow("[^/]*/(stop_sequences|stop|stopSequences)", "gen_ai.request.stop_sequences");
    allow("[^/]*/textGenerationConfig/stopSequences", "gen_ai.request.stop_sequences");
    allow(".*/(stop_reason|finish_reasons?|finishReason)", "gen_ai.response.finish_reasons");
    allow(".*/(completionReason|finishReason/reason)", "gen_ai.response.finish_reasons");
    allow("[^/]*/(reasoning_effort|output_config/effort)", "gen_ai.request.reasoning.level");
    allow("[^/]*/reasoningConfig/maxReasoningEffort", "gen_ai.request.reasoning.level");
    allow("[^/]*/(embedding_types|embeddingTypes)", "gen_ai.request.encoding_formats");
    allow("[^/]*/amazon-bedrock-guardrailAction", "INTERVENED or NONE, of the service");
  }

  private RecordedByDesign() {}

  /** Returns whether the text at a path is recorded by design. */
  static boolean is(String path) {
    return REASONS.keySet().stream().anyMatch(pattern -> pattern.matcher(path).matches());
  }

  private static void allow(String path, String reason) {
    REASONS.put(Pattern.compile(path), reason);
  }
}
