/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.guardrail.GuardrailFindings;
import io.github.bedrocktracing.internal.inference.guardrail.GuardrailResult;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.inference.step.AgentStep;
import io.github.bedrocktracing.internal.inference.step.StepKind;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.GuardrailAssessments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a guardrail did with the input or the output of an agent. */
final class GuardrailChecks {
  private static final String INPUT = "inputAssessments";
  private static final String OUTPUT = "outputAssessments";

  private GuardrailChecks() {}

  /** Returns a check, which its trace tells in one event. */
  static AgentStep step(JsonObject trace, TracePart part, boolean contentWanted) {
    GuardrailFindings findings = new GuardrailFindings(contentWanted);
    String action = TracePart.label(trace, "action");
    if (action != null) {
      findings.add(GuardrailResult.ofAction(action));
    }
    String source = read(trace, findings);
    StepDraft draft =
        new StepDraft(
            new StepKind.GuardrailCheck(source, findings.result()),
            InferenceRequest.builder(OperationName.APPLY_GUARDRAIL).build(),
            TracePart.label(trace, "traceId"),
            part.agent(),
            part.time());
    draft.requestId(TracePart.label(trace.object("metadata"), "clientRequestId"));
    draft.answered(WireTimes.window(trace), part.time());
    if (contentWanted) {
      draft.output(messages(findings.assessments()));
    }
    return draft.step(true);
  }

  /** Reads both sides; returns which one was checked, null where nothing tells or both were. */
  private static @Nullable String read(JsonObject trace, GuardrailFindings findings) {
    boolean input = trace.has(INPUT);
    boolean output = trace.has(OUTPUT);
    if (input && output) {
      // The service writes both where it has checked one of them.
      input = trace.count(INPUT) > 0 || trace.count(OUTPUT) == 0;
      output = trace.count(OUTPUT) > 0 || trace.count(INPUT) == 0;
    }
    boolean both = input && output;
    if (input) {
      GuardrailAssessments.read(trace.element(INPUT), both ? "input" : null, findings);
    }
    if (output) {
      GuardrailAssessments.read(trace.element(OUTPUT), both ? "output" : null, findings);
    }
    return input == output ? null : input ? "INPUT" : "OUTPUT";
  }

  private static List<ChatMessage> messages(List<Object> found) {
    MessagePart part = new MessagePart.ToolCallResponse(null, found);
    return found.isEmpty() ? List.of() : List.of(new ChatMessage(ChatMessage.TOOL, List.of(part)));
  }
}
