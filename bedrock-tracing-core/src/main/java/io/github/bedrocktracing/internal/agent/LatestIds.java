/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Ids that have been seen; of too many the latest.
 *
 * @param <T> what an id is
 */
final class LatestIds<T> {
  private final int max;
  private final Set<T> ids = new LinkedHashSet<>();

  /** Creates a set of no ids, which keeps so many at most. */
  LatestIds(int max) {
    this.max = max;
  }

  /** Takes an id; returns whether it is new. */
  boolean add(T id) {
    boolean fresh = ids.add(id);
    if (ids.size() > max) {
      ids.remove(ids.iterator().next());
    }
    return fresh;
  }

  /** Returns whether an id is known. */
  boolean contains(T id) {
    return ids.contains(id);
  }

  /** Forgets an id; returns whether it was known. */
  boolean remove(T id) {
    return ids.remove(id);
  }
}
