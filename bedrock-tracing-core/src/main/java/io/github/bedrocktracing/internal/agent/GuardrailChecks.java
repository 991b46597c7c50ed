/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.AgentStep;
import io.github.bedrocktracing.internal.inference.ChatMessage;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.MessagePart;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.StepKind;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what a guardrail did with the input or the output of an agent. */
final class GuardrailChecks {
  static final String INTERVENED = "INTERVENED";

  /** The policies in the words of the conventions' style. */
  private static final Map<String, String> POLICIES =
      Map.of(
          "topicPolicy", "topic",
          "contentPolicy", "content",
          "wordPolicy", "word",
          "sensitiveInformationPolicy", "sensitive_information",
          "contextualGroundingPolicy", "contextual_grounding",
          "automatedReasoningPolicy", "automated_reasoning");

  private GuardrailChecks() {}

  /** Returns a check, which its trace tells in one event. */
  static AgentStep step(JsonObject trace, TracePart part, boolean contentWanted) {
    boolean ofInput = trace.has("inputAssessments");
    String source = trace.has("outputAssessments") ? "OUTPUT" : ofInput ? "INPUT" : null;
    List<JsonObject> assessments =
        trace.objects(ofInput ? "inputAssessments" : "outputAssessments");
    StepDraft draft =
        new StepDraft(
            new StepKind.GuardrailCheck(
                source, TracePart.label(trace, "action"), policies(assessments)),
            InferenceRequest.builder(OperationName.APPLY_GUARDRAIL).build(),
            TracePart.label(trace, "traceId"),
            part.agent(),
            part.time());
    draft.requestId(TracePart.label(trace.object("metadata"), "clientRequestId"));
    draft.answered(WireTimes.window(trace), part.time());
    if (contentWanted) {
      draft.output(findings(assessments));
    }
    return draft.step(true);
  }

  static boolean intervened(@Nullable StepKind kind) {
    return kind instanceof StepKind.GuardrailCheck check && INTERVENED.equals(check.action());
  }

  private static List<String> policies(List<JsonObject> assessments) {
    TreeSet<String> kinds = new TreeSet<>();
    for (JsonObject assessment : assessments) {
      POLICIES.forEach(
          (field, kind) -> {
            if (!assessment.object(field).without("__type").isEmpty()) {
              kinds.add(kind);
            }
          });
    }
    return List.copyOf(kinds);
  }

  private static List<ChatMessage> findings(List<JsonObject> assessments) {
    List<Object> found = new ArrayList<>();
    for (JsonObject assessment : assessments) {
      if (!assessment.without("__type").isEmpty()) {
        found.add(assessment.without("__type"));
      }
    }
    MessagePart part = new MessagePart.ToolCallResponse(null, found);
    return found.isEmpty() ? List.of() : List.of(new ChatMessage(ChatMessage.TOOL, List.of(part)));
  }
}
