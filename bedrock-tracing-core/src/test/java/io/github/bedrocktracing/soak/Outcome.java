/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.soak;

import io.github.bedrocktracing.testing.client.CallResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a caller has seen of a call, without how often the SDK tried again, which depends on how
 * many of its last calls have failed.
 *
 * @param answers the different answers: of each a response and the events after it
 * @param closing how the handler of a stream was told of its good end
 * @param errorType the name of the failure; empty if none
 */
record Outcome(Set<List<Object>> answers, List<Object> closing, String errorType) {

  static Outcome of(CallResult result) {
    List<List<Object>> answers = new ArrayList<>();
    List<Object> closing = new ArrayList<>();
    for (Object each : result.received()) {
      // Responses are described by lists, ends and failures by texts.
      if (each instanceof List<?>) {
        answers.add(new ArrayList<>());
        closing.clear();
      }
      if (each instanceof String) {
        closing.add(each);
      } else {
        answers.get(answers.size() - 1).add(each);
      }
    }
    return new Outcome(
        new LinkedHashSet<>(answers),
        result.errorType().isEmpty() ? closing : List.of(),
        result.errorType());
  }

  /** Returns whether each answer is the beginning of one of another outcome. */
  boolean beginsLike(Outcome whole) {
    return answers.stream()
        .allMatch(
            answer ->
                whole.answers.stream()
                    .anyMatch(
                        other ->
                            answer.size() <= other.size()
                                && answer.equals(other.subList(0, answer.size()))));
  }

  /** Returns it without the contents. */
  String describe() {
    return String.format(
        "%s, events %s",
        errorType.isEmpty() ? "no failure" : errorType,
        answers.stream().map(answer -> answer.size() - 1).sorted().toList());
  }
}
