/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the tools that an agent leaves to the program, and what the program gives back. */
public final class ReturnedControl {
  private static final String API = "apiInvocationInput";

  private ReturnedControl() {}

  /** Returns the calls that the program is to make; all carry the one id of the invocation. */
  static List<MessagePart> calls(JsonObject payload) {
    String id = payload.text("invocationId");
    List<MessagePart> calls = new ArrayList<>();
    for (JsonObject invocation : payload.objects("invocationInputs")) {
      JsonObject action =
          invocation.has(API)
              ? invocation.object(API)
              : invocation.object("functionInvocationInput");
      calls.add(
          new MessagePart.ToolCall(
              id, ToolRuns.actionName(action, "httpMethod"), ToolRuns.arguments(action)));
    }
    return calls;
  }

  /** Returns the program's results as a message of its tools. */
  public static ChatMessage results(JsonObject state, CaptureLimits limits) {
    String id = state.text("invocationId");
    List<MessagePart> results = new ArrayList<>();
    for (JsonObject result : state.objects("returnControlInvocationResults")) {
      JsonObject action =
          result.has("apiResult") ? result.object("apiResult") : result.object("functionResult");
      results.add(new MessagePart.ToolCallResponse(id, body(action)));
    }
    return new ChatMessage(ChatMessage.TOOL, results);
  }

  private static @Nullable Object body(JsonObject action) {
    JsonObject bodies = action.object("responseBody");
    for (Object of : bodies.lazyWithout().values()) {
      String body = JsonObject.of(of).text("body");
      if (body != null) {
        Object structure = JsonText.parseStructure(body);
        return structure == null ? body : structure;
      }
    }
    return action.without("responseBody");
  }
}
