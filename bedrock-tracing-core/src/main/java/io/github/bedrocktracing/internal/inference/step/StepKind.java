/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference.step;

import io.github.bedrocktracing.internal.inference.guardrail.GuardrailResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a managed agent or a flow does in one step of its run. */
public sealed interface StepKind {
  /**
   * A model is called.
   *
   * @param phase for what, in the trace's word such as {@code ORCHESTRATION}; null when not told
   * @param inputValid whether pre-processing found the user's input fit; null when not told
   */
  record ModelCall(@Nullable String phase, @Nullable Boolean inputValid) implements StepKind {}

  /**
   * A tool is run.
   *
   * @param type the conventions' word for who runs it: function for the program, else extension
   * @param callId the id by which the program gives its result; null for tools of the agent's side
   * @param actionGroup the group of actions that it belongs to
   * @param executionType how it is run, in the trace's word such as {@code LAMBDA}
   */
  record ToolRun(
      String type,
      @Nullable String callId,
      @Nullable String actionGroup,
      @Nullable String executionType)
      implements StepKind {
    /** The program runs the tool and gives its result with the next request. */
    public static final String RETURN_CONTROL = "RETURN_CONTROL";

    public static final String FUNCTION = "function";
    public static final String EXTENSION = "extension";
  }

  /**
   * A knowledge base is asked.
   *
   * @param documents the number of documents found; null when not told
   * @param phase for what, in a word such as {@code SPECULATIVE_RETRIEVAL}; null when not told
   */
  record Retrieval(@Nullable Integer documents, @Nullable String phase) implements StepKind {}

  /** Another agent works for this one. */
  record Collaboration() implements StepKind {}

  /**
   * A guardrail looks at what goes in or comes out.
   *
   * @param source INPUT or OUTPUT, in ApplyGuardrail's words; null when not told
   * @param result what it did; null when the trace does not say
   */
  record GuardrailCheck(@Nullable String source, @Nullable GuardrailResult result)
      implements StepKind {}

  /**
   * A node of a flow is at work.
   *
   * @param type what kind of node, in the service's word such as {@code ConditionNode}; null when
   *     not told
   * @param executionChain the iterators and loops that it runs within, each with the number of the
   *     turn, from the outermost in
   * @param conditions the names of the conditions that a condition node found satisfied
   */
  record FlowNode(@Nullable String type, List<String> executionChain, List<String> conditions)
      implements StepKind {
    /** Creates a kind with copies of the lists. */
    public FlowNode {
      executionChain = List.copyOf(executionChain);
      conditions = List.copyOf(conditions);
    }
  }
}
