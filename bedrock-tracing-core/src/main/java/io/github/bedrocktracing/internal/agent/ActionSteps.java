/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.Target;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.step.AgentNote;
import io.github.bedrocktracing.internal.inference.step.AgentStep;
import io.github.bedrocktracing.internal.inference.step.StepKind;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Joins what an agent had done, by tools, knowledge bases and other agents, to what came of it. */
final class ActionSteps {
  private final AgentTree agents;
  private final HeldContent held;

  ActionSteps(AgentTree agents, HeldContent held) {
    this.agents = agents;
    this.held = held;
  }

  /** Takes a part of the trace, whose other sides are left alone. */
  void take(AgentNode agent, JsonObject trace, TracePart part) {
    if (trace.has("invocationInput")) {
      invocation(agent, trace.object("invocationInput"), part);
    }
    if (trace.has("observation")) {
      observation(agent, trace.object("observation"), part);
    }
  }

  private void invocation(AgentNode agent, JsonObject input, TracePart part) {
    String traceId = TracePart.label(input, "traceId");
    JsonObject action = input.object("actionGroupInvocationInput");
    if (!action.isEmpty()) {
      StepDraft run = ToolRuns.beginAction(action, traceId, part);
      beginTool(agent, run, action, () -> ToolRuns.arguments(action));
    }
    JsonObject code = input.object("codeInterpreterInvocationInput");
    if (!code.isEmpty()) {
      beginTool(agent, ToolRuns.beginCode(traceId, part), code, () -> code.without("__type"));
    }
    JsonObject lookup = input.object("knowledgeBaseLookupInput");
    if (!lookup.isEmpty()) {
      StepDraft retrieval = Retrievals.begin(lookup, traceId, part);
      if (held.limits() != null) {
        String query = lookup.text("text", "");
        if (held.reserve(query.length())) {
          retrieval.input(InputContent.ofUser(query), query.length());
        }
      }
      agent.begin(retrieval);
    }
    JsonObject other = input.object("agentCollaboratorInvocationInput");
    if (!other.isEmpty()) {
      StepDraft work = Collaborations.begin(other, traceId, part);
      if (held.limits() != null && held.reserve(other.length())) {
        work.input(Collaborations.input(other, held.limits()), other.length());
      }
      agents.begin(agent, Collaborations.alias(other), work);
    }
  }

  private void observation(AgentNode agent, JsonObject observation, TracePart part) {
    String traceId = TracePart.label(observation, "traceId");
    JsonObject action = observation.object("actionGroupInvocationOutput");
    if (!action.isEmpty()) {
      StepDraft run = answered(agent, StepKind.ToolRun.class, traceId, action, part);
      if (run != null) {
        finish(agent, run, () -> action.value("text"));
      }
    }
    JsonObject code = observation.object("codeInterpreterInvocationOutput");
    if (!code.isEmpty()) {
      StepDraft run = answered(agent, StepKind.ToolRun.class, traceId, code, part);
      if (run != null) {
        run.failed(ToolRuns.codeFailure(code));
        finish(agent, run, () -> ToolRuns.codeResult(code));
      }
    }
    JsonObject lookup = observation.object("knowledgeBaseLookupOutput");
    if (!lookup.isEmpty()) {
      StepDraft retrieval = answered(agent, StepKind.Retrieval.class, traceId, lookup, part);
      if (retrieval != null) {
        retrieval.kind(Retrievals.found(lookup));
        if (held.limits() != null) {
          retrieval.output(Retrievals.documents(lookup, Retrievals.REFERENCES, held.limits()));
        }
        agent.tell(retrieval, true);
      }
    }
    JsonObject other = observation.object("agentCollaboratorInvocationOutput");
    if (!other.isEmpty()) {
      collaborated(agent, other, part);
    }
    JsonObject again = observation.object("repromptResponse");
    if (!again.isEmpty()) {
      reprompt(agent, again, traceId, part);
    }
    JsonObject last = observation.object("finalResponse");
    if (!last.isEmpty()) {
      agent.markAnswered();
      agent.note(AgentNote.Kind.FINAL_RESPONSE, null, last, "text", part);
    }
  }

  private void beginTool(
      AgentNode agent, StepDraft run, JsonObject given, Supplier<Object> arguments) {
    int length = given.length();
    if (held.limits() != null
        && run.kind() instanceof StepKind.ToolRun tool
        && held.reserve(length)) {
      Target target = run.request().target();
      String name = target == null ? null : target.label();
      run.input(ToolRuns.input(name, tool.callId(), arguments.get()), length);
    }
    agent.begin(run);
  }

  /**
   * Returns the step that an observation is of; a new one if its beginning was not seen, and null
   * if it was told of before.
   */
  private static @Nullable StepDraft answered(
      AgentNode agent,
      Class<? extends StepKind> kind,
      @Nullable String traceId,
      JsonObject output,
      TracePart part) {
    if (agent.endedEarly(kind, traceId) != null) {
      return null;
    }
    StepDraft step = agent.oldest(kind, traceId);
    if (step == null) {
      step =
          kind == StepKind.Retrieval.class
              ? Retrievals.begin(JsonObject.empty(), traceId, part)
              : ToolRuns.unseen("", traceId, part);
      agent.begin(step);
    }
    JsonObject metadata = output.object("metadata");
    step.requestId(TracePart.label(metadata, "clientRequestId"));
    step.answered(WireTimes.told(metadata), part.time());
    return step;
  }

  private void finish(AgentNode agent, StepDraft step, Supplier<@Nullable Object> result) {
    if (held.limits() != null) {
      step.output(ToolRuns.output(result.get()));
    }
    agent.tell(step, true);
  }

  private void collaborated(AgentNode agent, JsonObject output, TracePart part) {
    String run = TracePart.label(output.object("metadata"), "clientRequestId");
    AgentNode other =
        agents.answering(agent, TracePart.label(output, "agentCollaboratorAliasArn"), run);
    StepDraft draft = other == null ? null : other.draft();
    if (other == null || draft == null) {
      return;
    }
    // Its start was told when it began, and cannot be mended.
    AgentStep.Times window = WireTimes.window(output);
    draft.answered(new AgentStep.Times(null, window.end()), part.time());
    draft.requestId(run);
    if (held.limits() != null) {
      draft.output(Collaborations.output(output));
    }
    agents.endBelow(other, false);
    other.end(true, false);
  }

  /** The agent asks its model again: because of a tool's result, or of what the model wrote. */
  private void reprompt(
      AgentNode agent, JsonObject again, @Nullable String traceId, TracePart part) {
    String source = TracePart.label(again, "source");
    StepDraft tool =
        "ACTION_GROUP".equals(source) ? agent.oldest(StepKind.ToolRun.class, traceId) : null;
    if (tool != null) {
      tool.failed(ToolRuns.reprompted());
      tool.answered(WireTimes.window(again), part.time());
      finish(agent, tool, () -> again.value("text"));
    }
    agent.note(AgentNote.Kind.REPROMPT, source, again, "text", part);
  }
}
