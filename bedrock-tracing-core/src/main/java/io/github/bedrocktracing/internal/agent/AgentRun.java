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
import io.github.bedrocktracing.internal.inference.step.AgentStep;
import io.github.bedrocktracing.internal.inference.step.StepKind;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows the trace of one run: joins inputs to outputs and tells of each step when it is over, of
 * those that are still open at the end as well. Not safe for use by several threads at once.
 */
final class AgentRun {
  private static final String ORCHESTRATION = "orchestrationTrace";
  private static final String UNKNOWN_FAILURE = "_OTHER";
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_]{1,64}");

  private final HeldContent held;
  private final AgentTree agents;
  private final ModelSteps models;
  private final ActionSteps actions;
  private boolean orchestrated;
  private boolean customOrchestrated;
  private int failures;
  private TracePart last = TracePart.NONE;

  /**
   * Creates a run of which nothing has come.
   *
   * @param held what may be kept of what is said
   */
  AgentRun(HeldContent held, AgentListener listener) {
    this.held = held;
    this.agents = new AgentTree(listener, held);
    this.models = new ModelSteps(held);
    this.actions = new ActionSteps(agents, held);
  }

  /** Returns the version of the agent that was called; null while it is not known. */
  @Nullable String version() {
    return agents.root().version();
  }

  /** Returns why the agent that was called failed; null when it did not say so. */
  @Nullable Failure failure() {
    return agents.root().failure();
  }

  /** Returns how often the agent that was called told of a failure. */
  int failures() {
    return failures;
  }

  /** Returns what guardrails did to the agent that was called; null when none was seen. */
  @Nullable GuardrailResult guardrail() {
    return agents.root().guardrail();
  }

  /** Returns whether the agent that was called has told its final response. */
  boolean isAnswered() {
    return agents.root().isAnswered();
  }

  /** Returns whether the trace that has come so far must still bring the final response. */
  boolean lacksAnswer() {
    GuardrailResult guardrail = guardrail();
    boolean stopped = guardrail != null && guardrail.intervened();
    return !isAnswered()
        && (agents.root().hasOpenModelCall() || (orchestrated && !customOrchestrated && !stopped));
  }

  /** An event of the trace has come that cannot be read. */
  void passOver() {
    agents.root().listener().dropped(AgentLimit.EVENTS);
  }

  /** Takes the next event of the trace. */
  void event(JsonObject event) {
    TracePart part = TracePart.of(event, last);
    last = part.names();
    JsonObject trace = part.trace();
    String traceId = traceId(trace);
    AgentNode agent = agents.of(part, traceId);
    agent.version(part.version());
    if (part.time() != null) {
      agent.listener().seen(part.time());
    }
    if (!trace.has("rationale")) {
      agent.tellAnswered(trace.has("modelInvocationInput") ? traceId : null);
    }
    switch (part.kind()) {
      case "guardrailTrace" -> guardrail(agent, trace, part);
      case "failureTrace" -> failure(agent, trace, part);
      case "customOrchestrationTrace" -> {
        customOrchestrated |= agent == agents.root();
        agent.note(AgentNote.Kind.CUSTOM_ORCHESTRATION, null, trace.object("event"), "text", part);
      }
      default -> {
        orchestrated |= agent == agents.root() && part.kind().equals(ORCHESTRATION);
        models.take(agent, trace, part);
        actions.take(agent, trace, part);
      }
    }
  }

  /**
   * Tells of all that is open, because nothing more will come.
   *
   * @param controlReturned whether the run stops for the program to run its tools
   */
  void end(boolean controlReturned) {
    agents.endBelow(agents.root(), controlReturned);
    agents.root().end(true, controlReturned);
  }

  private void guardrail(AgentNode agent, JsonObject trace, TracePart part) {
    AgentStep check = GuardrailChecks.step(trace, part, held.limits() != null);
    if (check.kind() instanceof StepKind.GuardrailCheck of && of.result() != null) {
      agent.guarded(of.result());
    }
    agent.listener().step(check);
  }

  private void failure(AgentNode agent, JsonObject trace, TracePart part) {
    Object code = trace.value("failureCode");
    String type =
        code instanceof Number number
            ? String.valueOf(number.longValue())
            : code instanceof String text && CODE.matcher(text).matches() ? text : UNKNOWN_FAILURE;
    failures += agent == agents.root() ? 1 : 0;
    agent.failed(ToolRuns.failure(type, "the agent failed"));
    agent.note(AgentNote.Kind.FAILURE, type, trace, "failureReason", part);
  }

  /** Returns the id of the step that a trace is of, which stands on one side of it. */
  private static @Nullable String traceId(JsonObject trace) {
    String own = TracePart.label(trace, "traceId");
    if (own != null) {
      return own;
    }
    for (JsonObject side : trace.objects()) {
      String id = TracePart.label(side, "traceId");
      if (id != null) {
        return id;
      }
    }
    return null;
  }
}
