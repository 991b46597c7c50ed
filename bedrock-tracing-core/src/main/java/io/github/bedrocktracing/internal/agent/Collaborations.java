/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.Target;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.inference.step.StepKind;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what an agent asks another, and what that one answers. */
final class Collaborations {
  private static final String ALIAS_RESOURCE = ":agent-alias/";

  private Collaborations() {}

  static StepDraft begin(JsonObject input, @Nullable String traceId, TracePart part) {
    return draft(alias(input), TracePart.label(input, "agentCollaboratorName"), traceId, part);
  }

  /** Returns the work of an agent that nobody was seen to ask. */
  static StepDraft unannounced(String alias, @Nullable String name, TracePart part) {
    return draft(alias, name, null, part);
  }

  static String alias(JsonObject side) {
    String alias = TracePart.label(side, "agentCollaboratorAliasArn");
    return alias == null ? "" : alias;
  }

  static InputContent input(JsonObject input, CaptureLimits limits) {
    JsonObject said = input.object("input");
    JsonObject results = said.object("returnControlResults");
    if (!results.isEmpty()) {
      return new InputContent(
          List.of(), List.of(ReturnedControl.results(results, limits)), List.of());
    }
    return InputContent.ofUser(said.text("text", ""));
  }

  static List<ChatMessage> output(JsonObject output) {
    JsonObject said = output.object("output");
    List<MessagePart> parts = new ArrayList<>();
    if (said.has("text")) {
      parts.add(new MessagePart.Text(said.text("text", "")));
    }
    parts.addAll(ReturnedControl.calls(said.object("returnControlPayload")));
    return ChatMessage.alone(ChatMessage.ASSISTANT, parts);
  }

  private static StepDraft draft(
      String alias, @Nullable String name, @Nullable String traceId, TracePart part) {
    int resource = alias.indexOf(ALIAS_RESOURCE);
    String[] ids =
        resource < 0
            ? new String[0]
            : alias.substring(resource + ALIAS_RESOURCE.length()).split("/", -1);
    InferenceRequest request =
        InferenceRequest.builder(OperationName.INVOKE_AGENT)
            .target(
                new Target.Agent(
                    ids.length > 0 ? ids[0] : null, name, ids.length > 1 ? ids[1] : null, null))
            .build();
    return new StepDraft(new StepKind.Collaboration(), request, traceId, part.agent(), part.time());
  }
}
