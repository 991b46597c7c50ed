/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.wire;

import io.github.bedrocktracing.internal.inference.guardrail.GuardrailFindings;
import io.github.bedrocktracing.internal.inference.guardrail.GuardrailPolicy;
import io.github.bedrocktracing.internal.inference.guardrail.GuardrailResult;
import io.github.bedrocktracing.internal.inference.guardrail.GuardrailResult.Coverage;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what guardrails say of a prompt and an answer. Converse, InvokeModel and ApplyGuardrail
 * wrap the same assessments in objects by guardrail id, in arrays, or in both.
 */
public final class GuardrailAssessments {
  /** The unmasked answer: longer than all the rest, and what the guardrail kept from the caller. */
  public static final String MODEL_OUTPUT = "modelOutput";

  private static final Map<String, GuardrailPolicy> POLICIES =
      Map.of(
          "topicPolicy", GuardrailPolicy.TOPIC,
          "contentPolicy", GuardrailPolicy.CONTENT,
          "wordPolicy", GuardrailPolicy.WORD,
          "sensitiveInformationPolicy", GuardrailPolicy.SENSITIVE_INFORMATION,
          "contextualGroundingPolicy", GuardrailPolicy.CONTEXTUAL_GROUNDING,
          "automatedReasoningPolicy", GuardrailPolicy.AUTOMATED_REASONING);

  private static final String STOP_REASON = "guardrail_intervened";
  private static final String METRICS = "invocationMetrics";
  private static final String INPUT = "input";
  private static final String OUTPUT = "output";
  private static final int MAX_WRAPPERS = 3;

  /** The most assessments read of one side; a guardrail makes one for each part of a stream. */
  private static final int MAX_ASSESSMENTS = 1000;

  private GuardrailAssessments() {}

  /** Reads the guardrail's part of a trace, whichever of the operations it comes from. */
  public static void readTrace(JsonObject trace, GuardrailFindings findings) {
    if (trace.isEmpty()) {
      return;
    }
    // A trace tells of a guardrail also where it found nothing.
    findings.add(GuardrailResult.ofAction(GuardrailResult.NONE));
    read(trace.element("inputAssessment"), INPUT, findings);
    read(trace.element("outputAssessments"), OUTPUT, findings);
    read(trace.element("input"), INPUT, findings);
    read(trace.element("outputs"), OUTPUT, findings);
  }

  /** Reads the reason by which Converse says that a guardrail intervened, also without a trace. */
  public static void readStopReason(@Nullable String reason, GuardrailFindings findings) {
    if (STOP_REASON.equals(reason)) {
      findings.add(GuardrailResult.ofAction(GuardrailResult.INTERVENED));
    }
  }

  /**
   * Reads assessments, in whatever they are wrapped.
   *
   * @param wrapped an element of an object, or a map or a list
   * @param source what was assessed, input or output; null when nothing tells
   */
  public static void read(
      @Nullable Object wrapped, @Nullable String source, GuardrailFindings findings) {
    List<JsonObject> assessments = new ArrayList<>();
    unwrap(wrapped, 0, assessments);
    List<Object> found = new ArrayList<>();
    for (JsonObject assessment : assessments) {
      findings.add(result(assessment));
      if (!findings.areAssessmentsWanted()) {
        continue;
      }
      Map<String, Object> content = new LinkedHashMap<>();
      if (source != null) {
        content.put("source", source);
      }
      content.putAll(assessment.without(METRICS, "appliedGuardrailDetails"));
      if (content.size() > (source == null ? 0 : 1)) {
        found.add(content);
      }
    }
    findings.addAssessments(found);
  }

  private static void unwrap(@Nullable Object value, int depth, List<JsonObject> assessments) {
    if (depth > MAX_WRAPPERS || assessments.size() >= MAX_ASSESSMENTS) {
      return;
    }
    if (value instanceof List<?> list) {
      list.forEach(element -> unwrap(element, depth + 1, assessments));
      return;
    }
    JsonObject object = JsonObject.of(value);
    if (object.has(METRICS) || POLICIES.keySet().stream().anyMatch(object::has)) {
      assessments.add(object);
    } else {
      object.lazyWithout().values().forEach(each -> unwrap(each, depth + 1, assessments));
    }
  }

  private static GuardrailResult result(JsonObject assessment) {
    Set<GuardrailPolicy> policies = EnumSet.noneOf(GuardrailPolicy.class);
    boolean blocked = false;
    boolean masked = false;
    for (Map.Entry<String, GuardrailPolicy> policy : POLICIES.entrySet()) {
      for (String action : actions(assessment.object(policy.getKey()))) {
        if (!action.equals(GuardrailResult.NONE)) {
          policies.add(policy.getValue());
          blocked |= action.equals("BLOCKED");
          masked |= action.equals("ANONYMIZED");
        }
      }
    }
    JsonObject metrics = assessment.object(METRICS);
    JsonObject coverage = metrics.object("guardrailCoverage");
    return new GuardrailResult(
        policies.isEmpty() ? GuardrailResult.NONE : GuardrailResult.INTERVENED,
        policies,
        blocked,
        masked,
        number(metrics, "guardrailProcessingLatency"),
        coverage(coverage.object("textCharacters")),
        coverage(coverage.object("images")));
  }

  /** Returns what a policy did for each thing that it looks for. */
  private static List<String> actions(JsonObject policy) {
    List<String> actions = new ArrayList<>();
    for (Object things : policy.lazyWithout().values()) {
      if (things instanceof List<?> list) {
        for (Object thing : list) {
          String action = JsonObject.of(thing).text("action");
          if (action != null) {
            actions.add(action);
          }
        }
      }
    }
    return actions;
  }

  private static @Nullable Coverage coverage(JsonObject counts) {
    Long guarded = number(counts, "guarded");
    Long total = number(counts, "total");
    return guarded == null || total == null ? null : new Coverage(guarded, total);
  }

  private static @Nullable Long number(JsonObject object, String name) {
    Number number = object.number(name);
    return number != null && number.longValue() >= 0 ? (Long) number.longValue() : null;
  }
}
