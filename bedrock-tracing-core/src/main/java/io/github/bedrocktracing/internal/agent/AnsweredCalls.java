/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which model calls of an agent have been answered, so that an event that comes twice, or before
 * the one that it follows, makes no second call. Of too many the latest are known.
 */
final class AnsweredCalls {
  private static final int MAX_KNOWN = 256;

  private final LatestIds<Answer> answers = new LatestIds<>(MAX_KNOWN);
  private final LatestIds<String> unasked = new LatestIds<>(MAX_KNOWN);
  private final LatestIds<Question> questions = new LatestIds<>(MAX_KNOWN);

  private record Question(String traceId, Instant time, int text) {}

  private record Answer(String traceId, @Nullable String requestId) {}

  /**
   * Takes a question.
   *
   * @param time when it was written; null when not told
   * @param text a number that tells its text from others
   * @return whether it is the first of its trace id, time and text
   */
  boolean ask(@Nullable String traceId, @Nullable Instant time, int text) {
    return traceId == null || time == null || questions.add(new Question(traceId, time, text));
  }

  /**
   * Takes an answer.
   *
   * @param requestId tells calls of one trace id apart; null when not told
   * @param awaited whether a call of the trace id waits for an answer
   * @return whether it is the first one of its call
   */
  boolean add(@Nullable String traceId, @Nullable String requestId, boolean awaited) {
    return traceId == null
        || answers.add(new Answer(traceId, requestId))
        || (awaited && requestId == null);
  }

  /** A call has been answered of which nobody has seen what was asked. */
  void unasked(@Nullable String traceId) {
    if (traceId != null) {
      unasked.add(traceId);
    }
  }

  /** Returns whether what was asked may still come of a call that has been answered. */
  boolean isUnasked(@Nullable String traceId) {
    return traceId != null && unasked.contains(traceId);
  }

  /** Returns whether what was asked has come late, of a call that was answered before. */
  boolean asked(@Nullable String traceId) {
    return traceId != null && unasked.remove(traceId);
  }
}
