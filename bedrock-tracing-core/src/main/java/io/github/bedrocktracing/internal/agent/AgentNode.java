/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.guardrail.GuardrailResult;
import io.github.bedrocktracing.internal.inference.step.AgentLimit;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import io.github.bedrocktracing.internal.inference.step.AgentNote;
import io.github.bedrocktracing.internal.inference.step.StepKind;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One agent at work: the one that was called, or one time that a collaborator was asked. */
final class AgentNode {
  /** The most steps of one agent that are kept open; the service runs a handful at once. */
  private static final int MAX_OPEN = 64;

  private final @Nullable AgentNode parent;
  private final String alias;
  private final @Nullable StepDraft draft;
  private final AgentListener listener;
  private final HeldContent held;
  private final EndedEarly endedEarly;
  private final List<StepDraft> open = new ArrayList<>();
  private final AnsweredCalls calls = new AnsweredCalls();

  /** What the trace ids of this agent's steps begin with; null until one was seen. */
  private @Nullable String run;

  private @Nullable String version;
  private @Nullable Failure failure;
  private @Nullable GuardrailResult guardrail;
  private boolean answered;
  private boolean ended;

  /**
   * Creates an agent that begins to work.
   *
   * @param parent for whom; null for the agent that was called
   * @param alias the ARN of its alias, or what else stands for it in chains
   * @param draft the step that its work is for its parent; null for the agent that was called
   * @param endedEarly the steps of the run that were told of before their end
   */
  AgentNode(
      @Nullable AgentNode parent,
      String alias,
      @Nullable StepDraft draft,
      AgentListener listener,
      HeldContent held,
      EndedEarly endedEarly) {
    this.parent = parent;
    this.alias = alias;
    this.draft = draft;
    this.listener = listener;
    this.held = held;
    this.endedEarly = endedEarly;
  }

  AgentListener listener() {
    return listener;
  }

  @Nullable AgentNode parent() {
    return parent;
  }

  String alias() {
    return alias;
  }

  @Nullable StepDraft draft() {
    return draft;
  }

  @Nullable String run() {
    return run;
  }

  void run(@Nullable String run) {
    this.run = run;
  }

  boolean isEnded() {
    return ended;
  }

  @Nullable String version() {
    return version;
  }

  void version(@Nullable String version) {
    this.version = version == null ? this.version : version;
  }

  @Nullable Failure failure() {
    return failure;
  }

  /** The agent fails; what it answered before is not its answer any more. */
  void failed(Failure failure) {
    this.failure = failure;
    this.answered = false;
  }

  /** Returns what guardrails did to the agent; null when none was seen. */
  @Nullable GuardrailResult guardrail() {
    return guardrail;
  }

  void guarded(GuardrailResult result) {
    guardrail = result.plus(guardrail);
  }

  /** Returns which model calls of the agent have been answered. */
  AnsweredCalls calls() {
    return calls;
  }

  /** Returns whether the agent has told its final response. */
  boolean isAnswered() {
    return answered;
  }

  void markAnswered() {
    answered = true;
  }

  /**
   * Tells of something that takes no time.
   *
   * @param field the name of the text that is said
   */
  void note(
      AgentNote.Kind kind, @Nullable String label, JsonObject said, String field, TracePart part) {
    String word = label == null ? null : label.toLowerCase(Locale.ROOT);
    String kept = held.limits() == null ? null : said.text(field);
    listener.note(new AgentNote(kind, word, kept, part.time()));
  }

  boolean hasOpenModelCall() {
    return oldest(StepKind.ModelCall.class, null) != null;
  }

  void begin(StepDraft step) {
    if (open.size() >= MAX_OPEN) {
      StepDraft oldest = open.get(0);
      if (!oldest.isAnswered()) {
        listener.dropped(AgentLimit.OPEN_STEPS);
        endedEarly.add(this, oldest);
      }
      tell(oldest, oldest.isAnswered());
    }
    open.add(step);
  }

  /** Returns the step that was ended early and that an end has come of, once; null for none. */
  @Nullable StepDraft endedEarly(Class<? extends StepKind> kind, @Nullable String traceId) {
    return endedEarly.take(this, kind, traceId);
  }

  /**
   * Returns the step of this kind that began first and is not answered; null when there is none.
   */
  @Nullable StepDraft oldest(Class<? extends StepKind> kind, @Nullable String traceId) {
    for (StepDraft step : open) {
      if (step.isOf(kind, traceId) && !step.isAnswered()) {
        return step;
      }
    }
    return null;
  }

  /** Returns the model call that was answered, and of which only the rationale may still come. */
  @Nullable StepDraft answeredModelCall(@Nullable String traceId) {
    for (StepDraft step : open) {
      if (step.isAnswered() && step.isOf(StepKind.ModelCall.class, traceId)) {
        return step;
      }
    }
    return null;
  }

  /**
   * Tells of what was only kept for its rationale.
   *
   * @param asking the trace id of a model call that is told to begin now; null for none
   */
  void tellAnswered(@Nullable String asking) {
    boolean unasked = calls.isUnasked(asking);
    for (int i = 0; i < open.size(); ) {
      StepDraft step = open.get(i);
      boolean isAsked = unasked && step.isOf(StepKind.ModelCall.class, asking);
      if (step.isAnswered() && !isAsked) {
        tell(step, true);
      } else {
        i++;
      }
    }
  }

  /** Forgets a step that there never was. */
  void forget(StepDraft step) {
    open.remove(step);
    held.release(step.heldCharacters());
  }

  void tell(StepDraft step, boolean finished) {
    open.remove(step);
    held.release(step.heldCharacters());
    listener.step(step.step(finished));
  }

  /**
   * Tells of all that is open, and that the agent's own work is over.
   *
   * @param finished whether its end was told
   * @param controlReturned whether the run stops for the program to run the tools
   */
  void end(boolean finished, boolean controlReturned) {
    for (StepDraft step : List.copyOf(open)) {
      boolean handedOver =
          controlReturned
              && step.kind() instanceof StepKind.ToolRun tool
              && StepKind.ToolRun.RETURN_CONTROL.equals(tool.executionType());
      tell(step, step.isAnswered() || handedOver);
    }
    if (draft != null && !ended) {
      ended = true;
      draft.failed(failure);
      draft.response().agentVersion(version);
      if (guardrail != null) {
        draft.response().guardrail().add(guardrail);
      }
      held.release(draft.heldCharacters());
      listener.end(draft.step(finished));
    }
  }
}
