/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.step.AgentLimit;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import io.github.bedrocktracing.internal.inference.step.AgentNote;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Follows the trace of an agentic retrieval: joins the beginnings of its steps to their ends, and
 * tells of each step when it is over. Not safe for use by several threads at once.
 */
final class RetrievalRun {
  /** The most steps that are kept open; the service works on a handful at once. */
  static final int MAX_OPEN = 64;

  private static final int MAX_KNOWN = 512;
  private static final String IN_PROGRESS = "IN_PROGRESS";
  private static final String FAILED = "FAILED";

  private final HeldContent held;
  private final AgentListener listener;
  private final List<RetrievalStep> open = new ArrayList<>();

  /** What tells events apart that have come; of too many the latest. */
  private final LatestIds<String> seen = new LatestIds<>(MAX_KNOWN);

  /** The ids of steps that were told of before their end; of too many the latest. */
  private final LatestIds<String> endedEarly = new LatestIds<>(MAX_KNOWN);

  /**
   * Creates a run of which nothing has come.
   *
   * @param held what may be kept of what is said
   */
  RetrievalRun(HeldContent held, AgentListener listener) {
    this.held = held;
    this.listener = listener;
  }

  /** Takes the next event of the trace. */
  void event(JsonObject event) {
    Instant time = WireTimes.instant(event.value("timestamp"));
    if (time != null) {
      listener.seen(time);
    }
    JsonObject attributes = event.object("attributes");
    String step = TracePart.label(attributes, "step");
    String status = TracePart.label(attributes, "status");
    String id = TracePart.label(event, "id");
    if (step == null || status == null || !isFirst(id, step, status, time)) {
      return;
    }
    for (JsonObject failure : attributes.objects("failures")) {
      String text = held.limits() == null ? null : failure.text("message");
      String label = RetrievalStep.word(step).toLowerCase(Locale.ROOT);
      listener.note(new AgentNote(AgentNote.Kind.FAILURE, label, text, time));
    }
    boolean begins = status.equals(IN_PROGRESS);
    RetrievalStep of = known(step, id, attributes, begins);
    boolean isItsOwn = of != null && Objects.equals(of.id(), id);
    if (!begins && !isItsOwn && id != null && endedEarly.remove(id)) {
      return;
    }
    if (of == null) {
      of = begin(new RetrievalStep(step, id, time, held));
    }
    of.take(attributes, begins);
    if (!begins) {
      of.ended(time, status.equals(FAILED));
      tell(of, true);
    }
  }

  /** Tells of all that is open, because nothing more will come. */
  void end() {
    for (RetrievalStep step : List.copyOf(open)) {
      tell(step, false);
    }
  }

  /** Returns whether an event has not come before. */
  private boolean isFirst(@Nullable String id, String step, String status, @Nullable Instant time) {
    return id == null || seen.add(String.join(" ", id, step, status, String.valueOf(time)));
  }

  /**
   * Returns the step that an event is of; null for a new one. Where the ids of events do not tell,
   * what is asked does, and else the step that began first is taken.
   */
  private @Nullable RetrievalStep known(
      String step, @Nullable String id, JsonObject attributes, boolean begins) {
    RetrievalStep best = null;
    int bestLikeness = -1;
    for (RetrievalStep candidate : open) {
      boolean sameId = id != null && id.equals(candidate.id());
      boolean other = begins && (!sameId || candidate.asksOther(attributes));
      int likeness = (sameId ? 2 : 0) + (candidate.asks(attributes) ? 1 : 0);
      if (candidate.isNamed(step) && !other && likeness > bestLikeness) {
        best = candidate;
        bestLikeness = likeness;
      }
    }
    return best;
  }

  private RetrievalStep begin(RetrievalStep step) {
    if (open.size() >= MAX_OPEN) {
      RetrievalStep dropped = open.get(0);
      listener.dropped(AgentLimit.OPEN_STEPS);
      if (dropped.id() != null) {
        endedEarly.add(dropped.id());
      }
      tell(dropped, false);
    }
    open.add(step);
    return step;
  }

  private void tell(RetrievalStep step, boolean finished) {
    open.remove(step);
    listener.step(step.told(finished));
  }
}
