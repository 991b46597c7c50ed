/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference.guardrail;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What guardrails did to a call, without any of the words they looked at.
 *
 * @param action {@link #INTERVENED} or {@link #NONE}, or a word of the service's that is neither;
 *     null when nothing tells
 * @param policies the kinds of policies that intervened
 * @param blocked whether a policy blocked the prompt or the answer
 * @param masked whether a policy replaced words in them
 * @param latencyMillis the time that all assessments took together; null when they do not tell
 * @param text the characters that were there, and those that were looked at
 * @param images the images that were there, and those that were looked at
 */
public record GuardrailResult(
    @Nullable String action,
    Set<GuardrailPolicy> policies,
    boolean blocked,
    boolean masked,
    @Nullable Long latencyMillis,
    @Nullable Coverage text,
    @Nullable Coverage images) {
  public static final String INTERVENED = "INTERVENED";
  public static final String NONE = "NONE";

  /** In front of the action where the guardrail itself was called. */
  private static final String PREFIX = "GUARDRAIL_";

  /** How much of something was looked at. */
  public record Coverage(long guarded, long total) {
    private static @Nullable Coverage sum(@Nullable Coverage a, @Nullable Coverage b) {
      if (a == null || b == null) {
        return a == null ? b : a;
      }
      return new Coverage(a.guarded + b.guarded, a.total + b.total);
    }
  }

  /** Creates a result with a copy of the policies, in the order of their declaration. */
  public GuardrailResult {
    Set<GuardrailPolicy> copy = EnumSet.noneOf(GuardrailPolicy.class);
    copy.addAll(policies);
    policies = Collections.unmodifiableSet(copy);
  }

  /** Returns the result of which only the action is known, as the wire says it. */
  public static GuardrailResult ofAction(String action) {
    String word = action.startsWith(PREFIX) ? action.substring(PREFIX.length()) : action;
    return new GuardrailResult(word, Set.of(), false, false, null, null, null);
  }

  /** Returns whether a guardrail did something. */
  public boolean intervened() {
    return INTERVENED.equals(action);
  }

  /** Returns whether a guardrail did something, and no more than replace words. */
  public boolean onlyMasked() {
    return masked && !blocked;
  }

  /** Returns both results as one: a guardrail that intervened once has intervened. */
  public GuardrailResult plus(@Nullable GuardrailResult other) {
    if (other == null) {
      return this;
    }
    Set<GuardrailPolicy> all = EnumSet.noneOf(GuardrailPolicy.class);
    all.addAll(policies);
    all.addAll(other.policies);
    boolean keepsAction = action != null && (intervened() || !other.intervened());
    return new GuardrailResult(
        keepsAction ? action : other.action,
        all,
        blocked || other.blocked,
        masked || other.masked,
        sum(latencyMillis, other.latencyMillis),
        Coverage.sum(text, other.text),
        Coverage.sum(images, other.images));
  }

  private static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a + b;
  }
}
