/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.step.StepKind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps that were told of before their end, because too many were open: what still comes of them is
 * no step of its own.
 */
final class EndedEarly {
  /** A run has no more spans than this, so that no further step has one that was ended early. */
  static final int MAX_KNOWN = 1000;

  private final List<Entry> known = new ArrayList<>();

  private record Entry(AgentNode agent, StepDraft step) {}

  void add(AgentNode agent, StepDraft step) {
    if (known.size() < MAX_KNOWN && step.traceId() != null) {
      known.add(new Entry(agent, step.withoutContent()));
    }
  }

  /** Returns the first of these steps that an end is of, and forgets it; null for none. */
  @Nullable StepDraft take(
      AgentNode agent, Class<? extends StepKind> kind, @Nullable String traceId) {
    if (traceId == null) {
      return null;
    }
    for (Iterator<Entry> entries = known.iterator(); entries.hasNext(); ) {
      Entry entry = entries.next();
      if (entry.agent() == agent && entry.step().isOf(kind, traceId)) {
        entries.remove();
        return entry.step();
      }
    }
    return null;
  }
}
