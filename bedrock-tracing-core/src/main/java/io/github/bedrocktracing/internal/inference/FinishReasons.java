/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why the answers of a response ended, as the wire says it; mostly there is one answer. */
final class FinishReasons {
  /** The most answers whose finish reasons are kept. */
  private static final int MAX_CHOICES = 128;

  /** By the number of the answer; null for those of which nothing was said. */
  private @Nullable String[] reasons = new String[1];

  /** Returns whether the reason of an answer with this number is kept. */
  static boolean holds(int choice) {
    return choice >= 0 && choice < MAX_CHOICES;
  }

  /** Says why an answer ended, in place of what was said of it before. */
  void put(int choice, String reason) {
    if (choice >= reasons.length) {
      reasons = Arrays.copyOf(reasons, choice + 1);
    }
    reasons[choice] = Words.few(reason);
  }

  /** Returns the reasons, in the order of the answers. */
  List<String> inOrder() {
    String first = reasons[0];
    return reasons.length == 1 && first != null
        ? List.of(first)
        : Stream.of(reasons).filter(Objects::nonNull).toList();
  }
}
