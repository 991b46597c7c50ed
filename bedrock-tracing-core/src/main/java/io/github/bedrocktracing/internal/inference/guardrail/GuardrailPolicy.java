/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference.guardrail;

/** The kinds of policies that a guardrail has. */
public enum GuardrailPolicy {
  /** Topics that the guardrail's owner denies. */
  TOPIC("topic"),
  /** Harmful categories and prompt attacks. */
  CONTENT("content"),
  /** Listed words and profanity. */
  WORD("word"),
  /** Personal data and patterns of the owner's own. */
  SENSITIVE_INFORMATION("sensitive_information"),
  /** Answers that their sources do not bear out, or that miss the question. */
  CONTEXTUAL_GROUNDING("contextual_grounding"),
  /** Answers that contradict the owner's rules. */
  AUTOMATED_REASONING("automated_reasoning");

  private final String value;

  GuardrailPolicy(String value) {
    this.value = value;
  }

  /** Returns the kind as it is recorded. */
  public String value() {
    return value;
  }
}
