/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.content;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What may be recorded of a list, element by element: the very list where that is all of it, since
 * most content is within its limits and copies of it would be made in vain.
 */
final class AllowedList<T extends @Nullable Object> {
  private final List<T> given;
  private final boolean lastFirst;
  private @Nullable List<T> changed;
  private int seen;

  private AllowedList(List<T> given, boolean lastFirst) {
    this.given = given;
    this.lastFirst = lastFirst;
  }

  /** Returns what a rule says of each element, null for nothing. */
  static <T> List<T> of(List<T> given, Function<T, @Nullable T> rule) {
    AllowedList<T> list = of(given);
    while (list.hasNext()) {
      list.decide(rule.apply(list.next()));
    }
    return list.toList();
  }

  /** Begins with the first element. */
  static <T extends @Nullable Object> AllowedList<T> of(List<T> given) {
    return new AllowedList<>(given, false);
  }

  /** Begins with the last element, and goes back. */
  static <T extends @Nullable Object> AllowedList<T> lastFirst(List<T> given) {
    return new AllowedList<>(given, true);
  }

  /** Returns whether an element has not been decided on. */
  boolean hasNext() {
    return left() > 0;
  }

  /** Returns how many elements have not been decided on. */
  int left() {
    return given.size() - seen;
  }

  /** Returns the element that is to be decided on. */
  T next() {
    return at(seen);
  }

  /** Says what is recorded for the next element; null for nothing. */
  void decide(@Nullable T allowed) {
    T original = next();
    if (allowed != original) {
      change();
    }
    seen++;
    if (changed != null && allowed != null) {
      changed.add(allowed);
    } else if (changed != null && original == null) {
      changed.add(original);
    }
  }

  /** Ends the list with a mark in place of all that is left. */
  void cut(T mark) {
    change().add(mark);
    seen = given.size();
  }

  /** Returns how many elements are recorded so far. */
  int size() {
    return changed == null ? seen : changed.size();
  }

  /** Returns what may be recorded, in the order of the given list. */
  List<T> toList() {
    if (changed == null) {
      return given;
    }
    if (lastFirst) {
      Collections.reverse(changed);
    }
    return changed;
  }

  private List<T> change() {
    List<T> kept = changed;
    if (kept == null) {
      kept = new ArrayList<>(given.size());
      for (int i = 0; i < seen; i++) {
        kept.add(at(i));
      }
      changed = kept;
    }
    return kept;
  }

  private T at(int place) {
    return given.get(lastFirst ? given.size() - 1 - place : place);
  }
}
