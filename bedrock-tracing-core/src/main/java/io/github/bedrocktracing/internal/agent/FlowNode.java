/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.Target;
import io.github.bedrocktracing.internal.inference.guardrail.GuardrailResult;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import io.github.bedrocktracing.internal.inference.step.AgentNote;
import io.github.bedrocktracing.internal.inference.step.AgentStep;
import io.github.bedrocktracing.internal.inference.step.StepKind;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.json.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One time that a node of a flow is at work, with the agent that may work in it. */
final class FlowNode {
  /** The most names that one attribute has; flows have a handful of them. */
  private static final int MAX_NAMES = 64;

  private final String name;
  private final HeldContent held;
  private final StepDraft draft;
  private final AgentListener listener;
  private @Nullable String type;
  private List<String> executionChain = List.of();
  private List<String> conditions = List.of();
  private @Nullable AgentRun agents;
  private boolean answered;
  private boolean ended;

  /** Whether the trace did not tell when the work began. */
  private boolean unseen;

  private @Nullable Instant outputTime;
  private @Nullable Failure failure;

  /**
   * Begins the work of a node.
   *
   * @param begun when the service wrote that it begins
   * @param input what the trace says of its input; empty where that was not seen
   */
  FlowNode(
      AgentListener flow,
      HeldContent held,
      String name,
      @Nullable Instant begun,
      JsonObject input) {
    this.name = name;
    this.unseen = input.isEmpty();
    this.held = held;
    InferenceRequest request =
        InferenceRequest.builder(OperationName.INVOKE_WORKFLOW)
            .target(new Target.FlowNode(name))
            .build();
    this.executionChain = executionChain(input);
    this.draft =
        new StepDraft(
            new StepKind.FlowNode(null, executionChain, List.of()), request, null, null, begun);
    if (held.limits() != null) {
      Map<String, Object> given = documents(input, "nodeInputName");
      if (!given.isEmpty() && held.reserve(input.length())) {
        draft.input(ToolRuns.input(name, null, given), input.length());
      }
    }
    this.listener = flow.begin(draft.begun());
  }

  String name() {
    return name;
  }

  boolean isNamed(String wanted) {
    return name.equals(wanted);
  }

  /** Returns whether what came of its work has been told, at least in part. */
  boolean isAnswered() {
    return answered;
  }

  boolean isEnded() {
    return ended;
  }

  /** Returns whether an input is this node's, whose output came before it; true once. */
  boolean isLateInput(@Nullable Instant time) {
    boolean late =
        unseen && ended && time != null && outputTime != null && !time.isAfter(outputTime);
    unseen &= !late;
    return late;
  }

  /** Returns whether an output of this moment has come before. */
  boolean isToldAgain(@Nullable Instant time) {
    return ended && time != null && time.equals(outputTime);
  }

  /** Takes the node's output as the trace tells it. */
  void output(JsonObject output, @Nullable Instant time) {
    if (held.limits() != null) {
      Map<String, Object> given = documents(output, "nodeOutputName");
      if (!given.isEmpty()) {
        draft.output(ToolRuns.output(given));
      }
    }
    outputTime = time;
    answered(time);
  }

  /** Takes which conditions the node found satisfied, which is its output. */
  void conditions(JsonObject result, @Nullable Instant time) {
    List<String> names = new ArrayList<>();
    for (JsonObject condition : result.objects("satisfiedConditions")) {
      String found = TracePart.label(condition, "conditionName");
      if (found != null && names.size() < MAX_NAMES) {
        names.add(found);
      }
    }
    conditions = names;
    type = "ConditionNode";
    answered(time);
  }

  /** The flow gives this node's document to its caller, or asks the caller for one. */
  void gaveToCaller(JsonObject event) {
    type = TracePart.label(event, "nodeType");
    answered = true;
  }

  /** Takes a call that the node makes. */
  void action(JsonObject action, @Nullable Instant time) {
    draft.requestId(TracePart.label(action, "requestId"));
    String service = TracePart.label(action, "serviceName");
    String operation = TracePart.label(action, "operationName");
    String label =
        service == null || operation == null
            ? (service == null ? operation : service)
            : service + '.' + operation;
    String said = held.limits() == null ? null : said(action);
    listener.note(new AgentNote(AgentNote.Kind.ACTION, label, said, time));
  }

  private static @Nullable String said(JsonObject action) {
    Map<String, Object> said = new LinkedHashMap<>();
    put(said, "request", action.value("operationRequest"));
    put(said, "response", action.value("operationResponse"));
    return said.isEmpty() ? null : JsonText.write(said);
  }

  /** Takes a part of the trace of the agent that works in this node. */
  void agentTrace(JsonObject part) {
    if (agents == null) {
      agents = new AgentRun(held, listener);
    }
    agents.event(part);
  }

  void failed(Failure failure) {
    this.failure = failure;
  }

  /** Ends the node's work, unless it has ended, and what was open in it. */
  void end(boolean finished) {
    if (agents != null) {
      agents.end(false);
      draft.response().agentVersion(agents.version());
    }
    if (!ended) {
      ended = true;
      if (agents != null) {
        // A failure that the agent overcame is none of the node's.
        draft.failed(agents.isAnswered() ? null : agents.failure());
        GuardrailResult guardrail = agents.guardrail();
        if (guardrail != null) {
          draft.response().guardrail().add(guardrail);
        }
      }
      draft.failed(failure);
      draft.kind(new StepKind.FlowNode(type, executionChain, conditions));
      held.release(draft.heldCharacters());
      listener.end(draft.step(finished));
    }
  }

  private void answered(@Nullable Instant time) {
    answered = true;
    draft.answered(new AgentStep.Times(null, time), null);
  }

  private static List<String> executionChain(JsonObject input) {
    List<String> chain = new ArrayList<>();
    for (JsonObject field : input.objects("fields")) {
      for (JsonObject item : field.objects("executionChain")) {
        String outer = TracePart.label(item, "nodeName");
        chain.add((outer == null ? "" : outer) + '[' + item.integer("index", 0) + ']');
      }
      if (!chain.isEmpty()) {
        return chain.subList(0, Math.min(chain.size(), MAX_NAMES));
      }
    }
    return chain;
  }

  private static Map<String, Object> documents(JsonObject side, String nameOfField) {
    Map<String, Object> documents = new LinkedHashMap<>();
    for (JsonObject field : side.objects("fields")) {
      put(documents, field.text(nameOfField, ""), field.object("content").value("document"));
    }
    return documents;
  }

  private static void put(Map<String, Object> values, String name, @Nullable Object value) {
    if (value != null) {
      values.put(name, value);
    }
  }
}
