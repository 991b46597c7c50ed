/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Spans as JSON text, of which the oldest make room for new ones. */
final class NewestSpans {
  private final int maxSpans;
  private final long maxCharacters;
  private final Deque<String> spans = new ArrayDeque<>();
  private long characters;
  private long leftOut;

  NewestSpans(int maxSpans, long maxCharacters) {
    this.maxSpans = maxSpans;
    this.maxCharacters = maxCharacters;
  }

  /** Adds a span; one that is larger than all that may be kept is left out itself. */
  void add(String span) {
    spans.add(span);
    characters += span.length();
    while (spans.size() > maxSpans || characters > maxCharacters) {
      characters -= spans.remove().length();
      leftOut++;
    }
  }

  /** Returns what was kept, in the order of arrival. */
  List<String> kept() {
    return List.copyOf(spans);
  }

  /** Returns how many spans were not kept. */
  long leftOut() {
    return leftOut;
  }
}
