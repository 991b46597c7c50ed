/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.client.CallResult;
import io.github.bedrocktracing.testing.sdk.HookWitness;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A call that was made, as it looked to those who know nothing of tracing.
 *
 * @param seen what its caller has seen; nothing where it does not wait
 * @param requests how many requests had reached the server when the caller knew
 * @param witness an interceptor on the same client
 */
record Made(CallResult seen, int requests, HookWitness witness) {

  /** Returns how often the SDK has told interceptors how the call ended. */
  int told() {
    return witness.successes() + witness.failures();
  }

  /** Returns whether its caller got a response, at least the beginning of one. */
  boolean hasResponse() {
    return !answers().isEmpty();
  }

  /** Asserts that it cannot be told from another call, but for what differs from time to time. */
  void assertLike(Made other, Set<Varying> varying) {
    assertThat(comparable(varying)).as("what the caller sees").isEqualTo(other.comparable(varying));
    if (!varying.contains(Varying.ATTEMPTS)) {
      assertThat(witness.attempts()).as("attempts").isEqualTo(other.witness.attempts());
    }
    if (!varying.contains(Varying.REQUESTS)) {
      assertThat(requests).as("requests at the server").isEqualTo(other.requests);
    }
  }

  /** Asserts that its caller got the same responses and events as that of another call. */
  void assertBroughtWhat(Made other, Set<Varying> varying) {
    List<List<Object>> answers = answers();
    List<List<Object>> others = other.answers();
    int common =
        varying.contains(Varying.REQUESTS)
            ? Math.min(answers.size(), others.size())
            : Math.max(answers.size(), others.size());
    assertThat(answers.stream().limit(common).toList())
        .as("answers")
        .isEqualTo(others.stream().limit(common).toList());
    assertThat(answers).as("answers to %s requests", requests).hasSizeLessThanOrEqualTo(requests);
    assertThat(answers.isEmpty()).as("no answer").isEqualTo(others.isEmpty());
  }

  /** Returns whether a span with this error could be that of the call, as its caller sees it. */
  boolean agreesWith(Observation end) {
    String errorType = end.errorType();
    if (seen.errorType().isEmpty()) {
      return errorType == null
          || (errorType.equals("stream_truncated") && "truncated".equals(end.outcome()));
    }
    // In some cases the SDK wraps the exception once more after interceptors were told of it.
    return errorType != null
        && (seen.errorType() + '\n' + seen.failure())
            .toLowerCase(Locale.ROOT)
            .contains(errorType.toLowerCase(Locale.ROOT));
  }

  /** Returns it in one line, without what it brought. */
  String describe() {
    String told =
        witness
            .failure()
            .map(failure -> CallResult.of(failure).errorType())
            .orElse(told() == 0 ? "nothing" : "success");
    String received =
        withoutNoise(seen.received()).stream()
            .map(each -> each instanceof String text ? "'" + text + "'" : "*")
            .collect(Collectors.joining(" "));
    return String.format(
            "interceptors are told of %s, attempts %d, requests %d, the caller gets [%s] and '%s'",
            told, witness.attempts(), requests, received, withoutNoise(seen.failure()))
        .replace('\n', ' ');
  }

  /** Returns what differs from call to call only as declared. */
  private CallResult comparable(Set<Varying> varying) {
    return new CallResult(
        varying.contains(Varying.HANDLER) ? List.of() : withoutNoise(seen.received()),
        varying.contains(Varying.FAILURE) ? "" : withoutNoise(seen.failure()),
        seen.errorType());
  }

  /** Returns each response with the events after it. */
  private List<List<Object>> answers() {
    List<List<Object>> answers = new ArrayList<>();
    for (Object each : seen.received()) {
      // Responses are described by lists, failures by texts.
      if (each instanceof List<?>) {
        answers.add(new ArrayList<>());
      }
      if (!(each instanceof String)) {
        answers.get(answers.size() - 1).add(each);
      }
    }
    return answers;
  }

  private static List<Object> withoutNoise(List<Object> received) {
    return received.stream()
        .map(each -> each instanceof String text ? withoutNoise(text) : each)
        .toList();
  }

  /** Takes out ports, addresses of objects, ages of connections and sizes of pools. */
  private static String withoutNoise(String text) {
    return text.replaceAll(
        "(?<=refused)[^\\n]*|localhost[^ ]*|@[0-9a-f]+|Lambda\\S*|channelAge=[^,)]+"
            + "|[a-z]+ (size|threads|tasks) = [0-9]+",
        "*");
  }
}
