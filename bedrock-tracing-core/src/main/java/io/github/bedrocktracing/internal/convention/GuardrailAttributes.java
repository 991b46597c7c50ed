/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import io.github.bedrocktracing.internal.inference.Target;
import io.github.bedrocktracing.internal.inference.guardrail.GuardrailPolicy;
import io.github.bedrocktracing.internal.inference.guardrail.GuardrailResult;
import io.github.bedrocktracing.internal.inference.guardrail.GuardrailResult.Coverage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gives what guardrails did its names, all of them this library's own. */
public final class GuardrailAttributes {
  /** Counter of interventions, one for each kind of policy that intervened in a call. */
  public static final String INTERVENTIONS = "bedrock.tracing.guardrail.interventions";

  public static final String INTERVENTION = "{intervention}";

  /** What guardrails did to a call: INTERVENED or NONE. */
  private static final AttributeKey<String> ACTION =
      AttributeKey.stringKey("aws.bedrock.guardrail.action");

  /** The kinds of policies that intervened. */
  private static final AttributeKey<List<String>> POLICIES =
      AttributeKey.stringArrayKey("aws.bedrock.guardrail.policies");

  /** What the strictest policy did: blocked or masked. */
  private static final AttributeKey<String> EFFECT =
      AttributeKey.stringKey("aws.bedrock.guardrail.effect");

  /** The time that all assessments took together, in milliseconds. */
  private static final AttributeKey<Long> LATENCY =
      AttributeKey.longKey("aws.bedrock.guardrail.latency_ms");

  /** What was looked at, and all that was there, of prompt and answer together. */
  private static final String COVERAGE = "aws.bedrock.guardrail.coverage.";

  /** The kind of policy that an intervention is counted for. */
  private static final AttributeKey<String> POLICY =
      AttributeKey.stringKey("aws.bedrock.guardrail.policy");

  /** The kind of an intervention of which the answer does not tell more. */
  private static final String UNKNOWN = "unknown";

  private static final AttributeKey<String> VERSION =
      AttributeKey.stringKey("aws.bedrock.guardrail.version");

  /** What a guardrail that is called itself checks: INPUT or OUTPUT. */
  static final AttributeKey<String> SOURCE = AttributeKey.stringKey("aws.bedrock.guardrail.source");

  /** The kinds of checks that are asked for without a guardrail. */
  private static final AttributeKey<List<String>> CHECKS =
      AttributeKey.stringArrayKey("aws.bedrock.guardrail.checks");

  private GuardrailAttributes() {}

  static void put(AttributeSink attributes, Target.Guardrail guardrail) {
    attributes.put(CommonAttributes.BEDROCK_GUARDRAIL_ID, guardrail.id());
    attributes.put(VERSION, guardrail.version());
    attributes.put(SOURCE, guardrail.source());
  }

  static void put(AttributeSink attributes, Target.GuardrailChecks checks) {
    attributes.put(CHECKS, checks.kinds());
  }

  static void put(AttributeSink attributes, @Nullable GuardrailResult result) {
    if (result == null) {
      return;
    }
    attributes.put(ACTION, result.action());
    List<String> policies = result.policies().stream().map(GuardrailPolicy::value).toList();
    if (!policies.isEmpty()) {
      attributes.put(POLICIES, policies);
    }
    if (result.blocked() || result.masked()) {
      attributes.put(EFFECT, result.blocked() ? "blocked" : "masked");
    }
    attributes.put(LATENCY, result.latencyMillis());
    put(attributes, "text_characters", result.text());
    put(attributes, "images", result.images());
  }

  /** Returns the attributes of each intervention to count. */
  public static Stream<Attributes> interventions(
      @Nullable GuardrailResult result, Attributes common) {
    if (result == null || !result.intervened()) {
      return Stream.empty();
    }
    Stream<String> policies =
        result.policies().isEmpty()
            ? Stream.of(UNKNOWN)
            : result.policies().stream().map(GuardrailPolicy::value);
    return policies.map(policy -> common.toBuilder().put(POLICY, policy).build());
  }

  private static void put(AttributeSink attributes, String kind, @Nullable Coverage coverage) {
    if (coverage != null) {
      attributes.put(AttributeKey.longKey(COVERAGE + kind + ".guarded"), coverage.guarded());
      attributes.put(AttributeKey.longKey(COVERAGE + kind + ".total"), coverage.total());
    }
  }
}
