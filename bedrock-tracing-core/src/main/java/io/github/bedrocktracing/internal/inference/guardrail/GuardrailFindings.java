/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference.guardrail;

import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a response tells of guardrails, added up as it comes in. */
public final class GuardrailFindings {
  /** The finish reason of an answer that a guardrail put another text in the place of. */
  private static final String CONTENT_FILTER = "content_filter";

  /** The wire's own reason, also where the guardrail replaced no more than single words. */
  private static final String GUARDRAIL_INTERVENED = "guardrail_intervened";

  private final boolean assessmentsWanted;
  private @Nullable GuardrailResult result;
  private List<Object> assessments = List.of();

  /** Creates findings of nothing yet. */
  public GuardrailFindings() {
    this(true);
  }

  /**
   * Creates findings of nothing yet.
   *
   * @param assessmentsWanted whether what the guardrails found is kept beside what they did
   */
  public GuardrailFindings(boolean assessmentsWanted) {
    this.assessmentsWanted = assessmentsWanted;
  }

  /** Returns whether what the guardrails found is kept, the words among it. */
  public boolean areAssessmentsWanted() {
    return assessmentsWanted;
  }

  /** Returns what the guardrails did; null when nothing tells of one. */
  public @Nullable GuardrailResult result() {
    return result;
  }

  /** Returns what they found, the words among it, as maps, lists and scalars. */
  public List<Object> assessments() {
    return assessments;
  }

  /** Adds what a guardrail did. */
  public void add(GuardrailResult more) {
    result = result == null ? more : result.plus(more);
  }

  /** Adds what a guardrail found. */
  public void addAssessments(List<?> found) {
    List<Object> all = new ArrayList<>(assessments);
    all.addAll(found);
    assessments = all;
  }

  /** Forgets what they found, because content is not captured. */
  public void dropAssessments() {
    assessments = List.of();
  }

  /**
   * Returns the finish reason of an answer that has none of its own because it was blocked; null
   * for any other.
   */
  public @Nullable String missingFinishReason() {
    GuardrailResult present = result;
    return present != null && present.intervened() && !present.onlyMasked() ? CONTENT_FILTER : null;
  }

  /**
   * Returns answers that say that they were filtered where they were blocked, and only there: the
   * service gives the same reason when a guardrail has no more than replaced words.
   */
  public List<ChatMessage> settle(List<ChatMessage> answers, boolean reasonWasMissing) {
    GuardrailResult present = result;
    if (present == null || !present.intervened()) {
      return answers;
    }
    boolean blocked = present.blocked() || (reasonWasMissing && !present.onlyMasked());
    return answers.stream()
        .map(
            answer -> {
              if (blocked) {
                return new ChatMessage(answer.role(), answer.parts(), CONTENT_FILTER);
              }
              return present.onlyMasked() && CONTENT_FILTER.equals(answer.finishReason())
                  ? new ChatMessage(answer.role(), answer.parts(), GUARDRAIL_INTERVENED)
                  : answer;
            })
        .toList();
  }
}
