/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import static org.assertj.core.api.Assertions.entry;

import io.github.bedrocktracing.testing.client.TracedCalls;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a guardrail says in the answers of models, and what is recorded of it. */
final class GuardrailAnswers {
  static final String COUNTER = "bedrock.tracing.guardrail.interventions";

  private static final String METRICS =
      """
      "invocationMetrics":{"guardrailProcessingLatency":200,
        "guardrailCoverage":{"textCharacters":{"guarded":60,"total":70},
                             "images":{"guarded":1,"total":2}}}
      """;

  static final String MASKED =
      "{\"sensitiveInformationPolicy\":{\"piiEntities\":[{\"type\":\"NAME\","
          + "\"match\":\"SECRET Ann\",\"action\":\"ANONYMIZED\",\"detected\":true}]},"
          + METRICS
          + "}";

  static final String BLOCKED =
      "{\"topicPolicy\":{\"topics\":[{\"name\":\"SECRET topic\",\"type\":\"DENY\","
          + "\"action\":\"BLOCKED\",\"detected\":true}]},"
          + "\"wordPolicy\":{\"customWords\":[{\"match\":\"SECRET word\",\"action\":\"BLOCKED\"}]},"
          + METRICS
          + "}";

  static final String DETECTED =
      "{\"contentPolicy\":{\"filters\":[{\"type\":\"HATE\",\"confidence\":\"LOW\","
          + "\"action\":\"NONE\",\"detected\":true}]},"
          + METRICS
          + "}";

  static final Map<String, Object> BLOCKED_ATTRIBUTES =
      new TreeMap<>(
          Map.ofEntries(
              entry("aws.bedrock.guardrail.action", "INTERVENED"),
              entry("aws.bedrock.guardrail.effect", "blocked"),
              entry("aws.bedrock.guardrail.id", "guardrail-1"),
              entry("aws.bedrock.guardrail.latency_ms", 200L),
              entry("aws.bedrock.guardrail.policies", List.of("topic", "word")),
              entry("aws.bedrock.guardrail.coverage.text_characters.guarded", 60L),
              entry("aws.bedrock.guardrail.coverage.text_characters.total", 70L),
              entry("aws.bedrock.guardrail.coverage.images.guarded", 1L),
              entry("aws.bedrock.guardrail.coverage.images.total", 2L)));

  private GuardrailAnswers() {}

  static String input(String assessment) {
    return "\"inputAssessment\":{\"g\":" + assessment + "}";
  }

  static String output(String assessment) {
    return "\"outputAssessments\":{\"g\":[" + assessment + "]}";
  }

  static String answer(TracedCalls calls) {
    return String.valueOf(calls.attributes().get("gen_ai.output.messages"));
  }

  static Map<String, Object> guardrail(TracedCalls calls) {
    Map<String, Object> attributes = new TreeMap<>(calls.attributes());
    attributes.keySet().removeIf(name -> !name.startsWith("aws.bedrock.guardrail."));
    return attributes;
  }

  static Map<String, Long> interventions(TracedCalls calls) {
    Map<String, Long> byPolicy = new TreeMap<>();
    Optional<MetricData> metric = calls.telemetry().metric(COUNTER);
    metric.ifPresent(
        data ->
            data.getLongSumData()
                .getPoints()
                .forEach(
                    point ->
                        byPolicy.put(
                            String.valueOf(
                                MetricPoint.byName(point.getAttributes())
                                    .get("aws.bedrock.guardrail.policy")),
                            point.getValue())));
    return byPolicy;
  }
}
