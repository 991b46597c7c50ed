/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.step.AgentNote;
import io.github.bedrocktracing.internal.inference.step.StepKind;
import io.github.bedrocktracing.internal.json.JsonObject;

/** Joins what models were asked to what they answered, and to the reasons that the trace tells. */
final class ModelSteps {
  private final HeldContent held;

  ModelSteps(HeldContent held) {
    this.held = held;
  }

  /** Takes a part of the trace, whose other sides are left alone. */
  void take(AgentNode agent, JsonObject trace, TracePart part) {
    if (trace.has("modelInvocationInput")) {
      input(agent, trace.object("modelInvocationInput"), part);
    }
    if (trace.has("modelInvocationOutput")) {
      output(agent, trace.object("modelInvocationOutput"), part);
    }
    if (trace.has("rationale")) {
      rationale(agent, trace.object("rationale"), part);
    }
  }

  private void input(AgentNode agent, JsonObject input, TracePart part) {
    StepDraft begun = ModelCalls.begin(input, part);
    if (!agent.calls().ask(begun.traceId(), part.time(), input.hash("text"))) {
      return;
    }
    boolean late = agent.calls().asked(begun.traceId());
    StepDraft answered = late ? agent.answeredModelCall(begun.traceId()) : null;
    if (late && answered == null) {
      // The call has been told of without what was asked.
      return;
    }
    StepDraft call = answered == null ? begun : answered;
    if (held.limits() != null && held.reserve(input.length())) {
      call.input(ModelMessages.input(input, "text", held.limits()), input.length());
    }
    if (answered == null) {
      agent.begin(call);
    } else {
      ModelCalls.ask(answered, begun);
    }
  }

  private void output(AgentNode agent, JsonObject output, TracePart part) {
    String traceId = TracePart.label(output, "traceId");
    StepDraft early = agent.endedEarly(StepKind.ModelCall.class, traceId);
    StepDraft call = early == null ? agent.oldest(StepKind.ModelCall.class, traceId) : early;
    String requestId = TracePart.label(output.object("metadata"), "clientRequestId");
    if (!agent.calls().add(traceId, requestId, call != null)) {
      // Told again, and so was what was asked if it waits for an answer.
      if (call != null && early == null) {
        agent.forget(call);
      }
      return;
    }
    if (early != null) {
      ModelCalls.answer(early, output, part, null);
      agent.listener().late(early.step(true));
      return;
    }
    if (call == null) {
      call = ModelCalls.unseen(output, part);
      agent.begin(call);
      agent.calls().unasked(traceId);
    }
    ModelCalls.answer(call, output, part, held.limits());
  }

  private void rationale(AgentNode agent, JsonObject rationale, TracePart part) {
    StepDraft call = agent.answeredModelCall(TracePart.label(rationale, "traceId"));
    if (call == null) {
      agent.note(AgentNote.Kind.RATIONALE, null, rationale, "text", part);
    } else {
      if (held.limits() != null) {
        call.output(Thoughts.add(rationale.text("text", ""), call.output()));
      }
      agent.tell(call, true);
    }
  }
}
