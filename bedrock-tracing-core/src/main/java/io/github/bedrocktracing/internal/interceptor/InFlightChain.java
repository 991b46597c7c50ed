/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Executions in flight, each of which is its own link: being in here takes no further object. */
final class InFlightChain {
  private @Nullable InFlight first;

  synchronized void add(InFlight added) {
    InFlight next = first;
    if (next != null) {
      next.before = added;
    }
    added.after = next;
    first = added;
  }

  /** Takes an execution away, which may have been taken before. */
  @SuppressWarnings("ReferenceEquality") // Each is itself alone.
  synchronized void remove(InFlight removed) {
    InFlight before = removed.before;
    InFlight after = removed.after;
    if (before == null && first != removed) {
      return;
    }
    if (before == null) {
      first = after;
    } else {
      before.after = after;
    }
    if (after != null) {
      after.before = before;
    }
    removed.before = null;
    removed.after = null;
  }

  /** Returns those that are in flight now. */
  synchronized List<BedrockExecution> executions() {
    List<BedrockExecution> executions = new ArrayList<>();
    for (InFlight each = first; each != null; each = each.after) {
      executions.add(each.execution());
    }
    return executions;
  }

  synchronized boolean isEmpty() {
    return first == null;
  }
}
